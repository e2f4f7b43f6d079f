/** How people write on a phone, and the plain word of each. Applied to what was typed and to the tables alike. */
const shorthand = `hw hwo=how|u ya=you|r=are|ur=your|frm fom=from|wat wht waht wot wats wots whats=what's|whos=who's|wheres=where's|whens=when's|whys=why's|hows=how's
thats=that's|theres=there's|isnt=isn't|arent=aren't|wasnt=wasn't|werent=weren't|dont=don't|doesnt=doesn't|didnt=didn't|havent=haven't|hasnt=hasn't|hadnt=hadn't
cant=can't|couldnt=couldn't|wont=won't|ive=i've|im=i'm|weve=we've|theyre=they're|wich whch wihch=which|wen=when|whr=where|abt bout=about|tmrw tmr tmrow 2moro=tomorrow
2day tday=today|yday ystrdy yest=yesterday|tonite 2nite 2night=tonight|wk=week|wks=weeks|mth mnth=month|mths mnths=months|hav hv=have|shw sho=show|opn=open|lst=last
nxt=next|cust cstmr=customer|custs=customers|tix tkts tckts=tickets|tkt tckt=ticket|smth sth=something|sb=somebody|ppl=people|teh hte=the|adn=and|fro=for|waitin=waiting
workin=working|doin=doing|goin=going|happenin=happening|breachin=breaching|assignd=assigned|cuz coz bc=because|w=with|gotta=have|nobdy=nobody|evrything=everything|kno=know
anythin=anything|wanna=want|gonna=going|dept=department|ops=operations|ths dis=this|nd=and|tht=that|thr=there|clos=close|opend=opened|clsd=closed|thru=through|mee=me|lil=little|pls plz plss=please|thx thnx ty=thanks
owt awt=anything|summat sumat=something|tae=to|tommorow tommorrow tomorow tommorw tomorro=tomorrow|urgnt=urgent|custmer custmers=customer|happnin happening=happening|bin=been|wit=with|yer=your|dat=that|da=the|noo=now|hoo=how|whit=what|wi=with|nae=no|jst=just|shud=should|cud=could|wud=would
nich nich=nicht|grad=gerade|heut=heute|ham=haben|zeigs zeich=zeig|wievile=wieviele|tickerts=tickets|mom=moment`;

const plain = new Map<string, string>(
  shorthand.split(/[|\n]/).flatMap((entry) => {
    const [typed = '', meant = ''] = entry.split('=');
    return typed.split(' ').map((one) => [one, meant] as const);
  }),
);

/** The plain word for one of shorthand, or the word itself. */
export function spelledOut(word: string): string {
  return plain.get(word) ?? word;
}
