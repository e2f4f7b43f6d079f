import { fold } from './fold.rules.ts';
import { meaningOf } from './lexicon.rules.ts';
import type { Plan } from './plan.types.ts';
import { namesOf, type Sentence, says } from './sentence.rules.ts';
import type { Item } from './tag.rules.ts';
import { filterValue, nameText, topicWords } from './topic.rules.ts';
import type { Concept } from './words/concepts.types.ts';

/** How people ask what became of a thing, up to the thing. Compared with the words as they were read: without accents, marks and hyphens. */
const frames: readonly RegExp[] = [
  /^(?:(?:so|hey|hi|ok|and)[, ]+)?(?:(?:is|are) there |do we have |have (?:we|you|u) (?:got |had )?|(?:has|have) there been |got |did (?:we|you|u) (?:get|hear) |heard )?(?:any|some|the latest|anymore|any more|anything|more)(?: the| new)? ?(?:news|updates?|word|progress|movement|info|joy|back)?(?: yet)? (?:on|about|with|regarding|re|from) /,
  /^(?:what|wat|wot)(?:'s| is| was| has|s)? (?:(?:been )?(?:happened|happening|going on|become|became|come|came|comes|up|new|wrong)|the (?:latest|state|status|story|score|news|update|situation|crack|craic|deal|plan)) (?:with|to|on|of|about|around|re|at|in) /,
  /^(?:where|how far) (?:are|do|did|have) we (?:stand |got |get |at |along )?(?:with|on|at with) /,
  /^(?:has|have|did) (?:anyone|anybody|somebody|someone|we|you) (?:heard|hear|got|seen|had) (?:anything |something |back )?(?:about|of|from|on|with) /,
  /^(?:did|have|has) (?:anyone|anybody|somebody|someone|we|they|you) (?:ever )?(?:sort|sorted|fix|fixed|solve|solved|resolve|resolved|finish|finished|mend|mended|look(?:ed)? (?:at|into)|deal(?:t)? with)(?: out)? /,
  /^(?:status|stand|state|etat|estado|update|news|neues|nieuws) (?:of|on|zu|zum|zur|der|des|vom|von|bei|du|de|del|about|over|van) /,
  /^(?:was ist|was wurde|was wird|was war|wat ist) (?:denn |jetzt |nun |eigentlich |da |das |los )*(?:mit|aus|bei|beim|los mit|aus dem|mit dem) /,
  /^(?:gibt es |gibt |gibts |hast du |haben wir |hat jemand |weiss jemand |schon )*(?:schon |denn |irgend)?(?:was|etwas|irgendwas)? ?(?:neues|neuigkeiten|news|infos?|bescheid|gehort) (?:zu|zum|zur|von|vom|uber|wegen|bei|beim|in sachen) /,
  /^wie (?:steht|sieht|siehts|schaut|schauts|weit)(?:'s| es| ist| sind)?(?: wir| es| der| die| das)?(?: denn| eigentlich| da)? (?:um|mit|bei|beim|bzgl) /,
  /^(?:quoi de neuf|(?:on a |il y a |y a (?:t il )?|as tu |tu as |avons nous )?(?:du nouveau|du neuf|des nouvelles|des infos)|(?:ou )?(?:on )?en est(?: on)?|ou en sommes nous|ou on en est|que se passe t il|que s est il passe|qu est ce qui se passe|qu en est il|il s est passe quoi|qu est ce qui s est passe) (?:avec |sur |pour |de |du |d |a propos de |concernant |chez )?/,
  /^(?:hay )?(?:alguna |algo )?(?:novedad|novedades|noticias?|nuevo|que (?:paso|pasa|ha pasado|hay)|se sabe algo|sabemos algo|como (?:va|esta|sigue)(?: lo)?|en que quedo(?: lo)?) (?:con|de|del|sobre|en) /,
  /^(?:is er |zijn er |hebben we |heb je |weet iemand )?(?:al |nog |ook )*(?:iets |wat )?(?:nieuws|bekend|meer|gehoord|updates?) (?:over|van|met|rond|omtrent|bij) /,
  /^(?:hoe (?:staat het|zit het|gaat het|ver zijn we|is het)|wat is er (?:gebeurd|aan de hand|gaande|aan het gebeuren)|wat gebeurt er|wat is er) (?:nu |eigenlijk |toch )?(?:met|bij|aan) /,
  /^(?:co (?:nowego|slychac|sie dzieje|sie stalo|jest|tam|stalo sie)|co|(?:czy )?(?:sa|mamy) jakies (?:wiesci|nowosci|informacje|nowe)|jakies (?:wiesci|nowosci|informacje|nowe)|wiadomo cos|czy cos wiadomo|jak (?:tam|stoi|wyglada) (?:sprawa )?)(?: z| ze| w| w sprawie| o| na temat| u) /,
];

const idle: readonly Concept[] = [
  'stop',
  'tickets',
  'problems',
  'at',
  'from',
  'with',
  'about',
  'polite',
  'exists',
  'show',
  'did',
  'to',
  'history',
  'this_ticket',
  'this',
  'contact',
  'working_on',
  'arrived',
];
const heavy: readonly Concept[] = ['write', 'elsewhere', 'contract', 'oncall', 'away', 'contact', 'phone', 'rota'];
const stated: readonly Concept[] = [
  'open',
  'late',
  'breached',
  'soon',
  'waiting',
  'unassigned',
  'urgent',
  'closed',
  'reopened',
  'untouched',
  'article',
  'my',
];
const most = 4;

/** `any news on the lift thing?`, `was ist aus dem Projektor geworden`: the tickets with the words of the thing; null when no word of it is left or it is not asked so. */
export function newsOf(sentence: Sentence): Plan | null {
  const said = sentence.items.map((item) => fold(item.word));
  const frame = frames.map((one) => one.exec(said.join(' '))?.[0].length ?? 0).find((length) => length > 0);
  if (frame === undefined) return null;
  const thing = sentence.items.filter((_item, at) => said.slice(0, at).join(' ').length + (at === 0 ? 0 : 1) >= frame);
  if (
    sentence.period?.items.some((item) => thing.includes(item)) === true ||
    says({ ...sentence, items: thing.filter((item) => !item.concepts.has('problems')) }, ...stated)
  )
    return null;
  if (
    thing.some((item) => heavy.some((one) => item.concepts.has(one) && !item.concepts.has('stop') && !isStrange(item))) ||
    says(sentence, 'how_to')
  )
    return null;
  const words = thing.filter((item) => isWord(item));
  if (words.length === 0 || words.length > most || !words.some((item) => isStrange(item))) return null;
  const [customer, second] = namesOf(sentence, 'customer');
  const staff = namesOf(sentence, 'staff').filter((item) => !item.names.includes('customer'));
  if (second !== undefined || staff.length > 0) return null;
  const of = customer === undefined ? [] : [`customer:${filterValue(nameText(sentence, customer))}`];
  return { op: 'tickets.list', args: { filter: [...of, ...topicWords(words), 'all'].join(' ') } };
}

function isWord(item: Item): boolean {
  if (item.used || item.mark !== 'word' || /^(?:geworden|passiert|los|aus|there|thing|sache|da|loopt|afgelopen)$/.test(item.word))
    return false;
  return isStrange(item) || !idle.some((one) => item.concepts.has(one));
}

/** A word of no table; one that was only taken for a slip of another is named here as it stands. */
function isStrange(item: Item): boolean {
  return item.concepts.size === 0 || meaningOf(item.word.split(' ')) === null;
}
