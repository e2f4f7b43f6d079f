import type { WordTable } from './concepts.types.ts';

/** English: small words, kinds of question, and how people ask to see something. */
export const englishTalk: WordTable = {
  stop: `the|a|an|of|for|in|on|by|is|are|was|were|be|been|being|am|'s|does|do|has|have|had|having|will|would|can|could|should
    |shall|may|might|must|there|here|that|these|those|it|its|it's|they|them|their|he|she|his|her|we|us|our|ours|you|your|so|just
    |still|yet|right now|now|currently|at the moment|at present|already|presently|any|some|each|every|one|ones|thing|things
    |anything|something|everything|stuff|hey|hi|hello|ok|okay|thanks|thank you|actually|really|exactly|also|too|even|only|as|if
    |then|than|that's|they're|there's|is there|are there|do we have|we have|have we got|we've|we're|got|get|gets|getting|out|up
    |over|i|i'm|i've|again|maybe|perhaps|quick|quickly|question|wondering|know|look|looking|looks|need|needs|want|like|right|let
    |let's|lets|else|other|others|own|into|onto|around|across|us all|anyone|anybody|someone|somebody|everybody|everyone|people
    |folks|guys|team mates|colleagues|who're|what're|come|going|go|goes|went|did we|did they|did you|do they|is it|are they
    |deskhand|bot|overall|altogether|in total|total|today's|moment|kind|sort|list of|lists|list|overview of|details|detail|info
    |information|whole|entire|full|how about|what about|anything else|in the system|in the queue|queue|backlog|on our side
    |on our list|desk|helpdesk|service desk|via|ticketing|case of|happen to|by any chance|there any|gone|seem|seems|running|remain
    |remains|remaining|left|sitting|lying|around here|such|done to|were we|are we|have been|has been|with us|to us|either|both|ago
    |per|off the pile|off the list|off the queue|from the pile|from the queue|off my hands|where|well|mostly|generally|roughly
    |properly|basically|btw|fyi|mate|buddy|dude|for now|tho|though|anyway|cheers|real quick|rn|atm|nice|kind of|sort of|sorta
    |kinda|together|once|hm|hmm|uh|um|oh|ah|yo|hiya|with our work|with our service|with the service|turn|anywhere|somewhere|eh|huh
    |possibly|rather|quite|pretty|very|such a|type of|about now|if any|whether|themselves|itself|myself included|who else
    |what else|whoever|whatever|whichever|actual|certain|specific|of them|of those|of these|at all|as yet|this way|like that
    |another|several of|most recently|for us|on us|to date|out there|in there|have you got|you got|have you|do you have|do you see
    |is anything|are any|be able|able|managed|manage|bit|a bit|a little|little|pending on|sure|wonder|wondered|was wondering
    |quick one|quick question|question is|asap please|ta|much appreciated|proper|at the minute|the now|right noo|aye|och|lads|lass
    |love|pal|wee|like i said|seemingly|apparently|over there|doing the rounds|anybody's|reckon|roughly speaking|altogether like
    |what we got|what we got on|what have we got|do you reckon|currently speaking|bloody|flipping|blooming|these days|of late
    |off of|outta|as we speak|for the moment|as things stand|in this moment|would you|will you|up to|the start of|start of
    |the beginning of|beginning of|spread|distributed|shared out|divvied up|spread out|against|versus|vs`,
  not: `not|no|n't|without|haven't|hasn't|isn't|aren't|don't|doesn't|didn't|wasn't|weren't|never|none|lacking|lack|lacks|cannot|can't
    |won't|havent|hasnt|isnt|arent|dont|doesnt|didnt`,
  and: 'and|or|plus|as well as',
  my: `my|mine|my own|assigned to me|of mine|on me|belongs to me|belong to me|for me|with me|i own|i am responsible for
    |am i responsible for|i am working on|am i working on|i handle|waiting for me|waiting on me|under my name|in my name
    |on my desk|on my plate|i'm working on|i'm on|i'm dealing with|i'm handling|i'm responsible for|with my name|i look after
    |i am handling|i am dealing with|i have open|that i have|i've got|am i on|am i handling|am i dealing with|am i looking after
    |given to me|assigned me|are mine|is mine|my stuff|belongs to myself`,
  i_have: `do i have|have i got|have i|i have|i got|i have got|have i got on|do i still have|i still have|have i still got
    |am i holding|am i sitting on|do i own|am i|did i get`,
  me: 'me|myself',
  polite: `please|pls|plz|kindly|can you|could you|would you|will you|can you please|could you please|would you please|would you mind
    |if you could|for me please|i want you to|i would like you to|go ahead and|be so kind`,
  from: 'from|of|for|by',
  about: `about|regarding|concerning|on the subject of|mentioning|mention|mentions|that mention|which mention|related to
    |relating to|to do with|involving|dealing with|saying|containing the words|with the words|containing|on the topic of
    |around the topic|referring to|contains|has to do with|talking about|talk about|titled|called|with the word|with the text
    |containing the word|that say|which say|with the phrase`,
  with: 'with|having|containing|that have|which have|that has|that contain',
  at: 'at|with',
  on_plate: `plate|queue|desk|to do list|todo list|hands|list|court|shoulders|docket|workload|pile|in box|inbox|caseload|agenda
    |desk right now|name`,
  this_ticket: 'this ticket|this one|this case|that ticket|the ticket|this|it',
  to: 'to',
  who: `who|who's|whos|who is|whose|whom|which person|which colleague|which agent|which colleagues|which agents|who all|which of us
    |who of us`,
  what: `what|what's|whats|what is|what are|what was|what were|what all|wat|worauf`,
  which: 'which|which ones|which one|what kind of',
  when: `when|when's|at what time|what time|by when|until when|how soon|how much time do we have|how long do we have|how much time is left`,
  why: `why|why's|how come|what is the reason|for what reason|reason|what makes|explain|explanation|explain why`,
  how: `how|how good|how well|how bad|what percentage|what share|what percentage of|percentage of|how many percent|what proportion
    |what proportion of`,
  how_to: `how do i|how do you|how do we|how can i|how can we|how can you|how to|how does one|how would i|how should i
    |how should we|what is the way to|what's the way to|what is the best way to|what are the steps to|steps to|steps for
    |instructions for|instructions on|what do i do when|what do i do if|what should i do when|what should i do if
    |what do we do when|what do we do if|what to do when|what to do if|how do people|how do customers|how does a customer
    |can someone explain how to|procedure for|guide to|guide for|guide on|how do they|troubleshoot|troubleshooting|trick to
    |trick for|walk me through|show me how to|tell me how to|teach me how to|explain how to|explain how|remind me how to
    |i need to know how to|the right way to|right way to|process for|what's the process for|what is the process for
    |our process for|our procedure for|what's our procedure for|what is our procedure for|what's the procedure for
    |what is the procedure for|how can customers|how can a customer|how can someone|how would you|how should you|how does anyone
    |how do you guys|how do users|how can users|how does a user|how can a user|how do i go about|how do we go about
    |how do you go about|best way of|way to|how do i best|what's the trick to|any idea how to|any ideas how to|any tips on|tips on
    |tips for|advice on|help me with|i don't know how to|do you know how to|can you explain how to|need help with
    |what's the drill for|what's the drill when|what is the drill for|what's our policy on|what is our policy on
    |what's the policy on|what is the policy on|our policy for|policy on|what are the rules for|the rules on|what's the deal with
    |how does the|how do these|what are the steps for|how is it done|what's the way of|is there a trick|how to best|how do i get
    |how do i set|how do i get the|how should one|step by step|what do i need to`,
  how_many: `how many|number of|count|count of|how much|what number of|amount of|quantity of|total number of|tally of|how big is
    |how large is|size of|total of|how long is the list|how long is the queue|average number of|average|mean number of
    |average count of|typical number of|how may|howmany|what's the number of|what is the number of|count up|what's the count of
    |what is the count of|total count of|how large a|what volume of|how many of`,
  how_long: 'how long|how many hours|how much time|hours|time|timesheet|time sheet|minutes|hours of|how many minutes|effort',
  most: `most|busiest|top|biggest|the most|largest|highest number of|more than anyone|noisiest|loudest|heaviest|worst|hardest hit
    |number one|highest|leads|record|the worst|maximum|top of the list|heaviest load|busiest of all`,
  per: `per|by|grouped by|for each|broken down by|split by|each|by the|by each|for every|broken down|breakdown by|broken out by
    |sorted by|sliced by|divided by|distribution by|across|down by|out by|up by`,
  exists: 'do we have|exist|exists|are there|is there|available|we have|do we offer|are defined|are set up|have we got|do we use|in use',
  show: `show me|show us|show|give me|give us|tell me|list|list me|display|let me see|can i see|could i see|may i see
    |i want to see|i'd like to see|i would like to see|i need to see|can you show me|could you show me|pull up|bring up|get me
    |fetch|find|find me|look up|search|search for|look for|looking for|can you tell me|could you tell me|do you know
    |i want to know|i need|i'd like to know|i wonder|i would like to know|can you list|print|see|check|hit me with|gimme|lemme see
    |dig up|dig out|run me a list of|i'm after|i'm looking for|i am looking for|i was looking for|pull me|throw me|giz|gies|gis
    |gissa|chuck us|sling us|bung me|run me|shoot me|fire over|ping me|let us see|let me have|can i get|could i get|can i have
    |may i have|could i have|i'd love to see|remind me of|pull out|throw up|break`,
  did: `did|does|do|were|was|have been|has been|have|has|had|got|been|get|are|is|did we|we|they|i|he|she|are we|do we|were we|did any
    |have any|has any|did anyone|did anybody|did someone|did somebody|has anyone|has anybody|has someone|has somebody|have anyone
    |do any|does any|does anyone|does anybody|did the|have the|has the|will the`,
};
