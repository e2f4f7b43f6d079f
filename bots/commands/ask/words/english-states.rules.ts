import type { WordTable } from './concepts.types.ts';

/** English: what can be the matter with a ticket. */
export const englishStates: WordTable = {
  open: `open|outstanding|unresolved|unsolved|unfinished|still open|not closed|not resolved|not solved|not done|not finished
    |not fixed|not yet solved|not yet resolved|active|ongoing|live|undone|to be done|pending work|incomplete|unclosed|isn't closed
    |aren't closed|aren't resolved|isn't resolved|haven't solved|haven't fixed|haven't resolved|haven't closed|not yet closed
    |not yet finished|not yet fixed|unsettled|owe|do we owe|we owe|yet to be solved|on the go|not completed|remaining open
    |loose ends|dangling|still hanging|hanging|left over|leftover|left undone|to sort out|not sorted|to be sorted|in play
    |on our books|on the books|still to do|still running|want from us|wants from us|need from us|needs from us|in flight|in hand
    |leftovers|not dealt with|awaiting action|to deal with|to handle|unclosed ones|not closed yet|isn't done|not done yet
    |aren't done|isn't finished|aren't finished|isn't resolved yet|not resolved yet|not sorted yet|still alive|still up
    |still pending|owe them|owe him|owe her|still to be done|remaining work|all open|currently open|everything open
    |hasn't been resolved|haven't been resolved|hasn't been solved|haven't been solved|hasn't been closed|haven't been closed
    |unresolved ones|unfinished business|to be closed|to be closed out|still to be closed|still to be closed out|to be closed off
    |left to close|need closing|needs closing|to close out|still to close|to finish off`,
  in_progress: `in progress|being worked on|under way|underway|in the works|being handled|being processed|started|in work|in process
    |someone is working on`,
  waiting: `waiting for the customer|waiting for customer|waiting for customers|waiting on customer|waiting on the customer
    |waiting on customers|waiting for a reply from the customer|waiting for their answer|waiting for their reply
    |waiting for an answer from|waiting for a reply from|waiting to hear from|waiting to hear back from|waiting to hear back
    |waiting on|waiting for|waiting|awaiting|awaiting customer|awaiting reply|awaiting response|awaiting the customer|pending
    |pending customer|on hold|parked with the customer|customer's court|their court|the customer's turn|hear back|heard back from
    |heard from|haven't answered us|owe us an answer|owe us a reply|owes us an answer|owes us a reply|owes us|owe us
    |blocked by the customer|has not replied|have not replied|hasn't replied|haven't replied|hasn't answered|hasn't answered us
    |ever answer|ever reply|ever respond|answer us|replied to us|gone quiet|gone silent|went quiet|went silent|ghosting us
    |get back to us|got back to us|come back to us|came back to us|stuck with customers|stuck on the customer|stuck on customers
    |on the customer's side|with the customer|are silent|ball in their court|ball is in their court|keeping us waiting
    |keep us waiting|keeps us waiting|gotten back|hasn't gotten back|haven't gotten back|not gotten back|chase|to chase|chase up
    |should i chase|need to chase|nudge|no reply from the customer|no answer from the customer|customers owe us|customer owes us
    |customer to answer|customer to reply|customer to respond|customer to get back|the customer to answer|the customer to reply
    |the customer to respond|them to answer|them to reply|them to respond|on their side|stuck with the customer|not got back
    |left us hanging|gone dark|to hear from the customer|to hear from customers|waiting for customers to
    |waiting for the customer to|haven't heard back|hasn't heard back|no word from|not heard back|not heard from
    |blocked on the customer|blocked on customers|blocked on customer|blocked by customers|depends on the customer
    |depend on the customer|customer input|for customer input|customer feedback needed|needs customer|need the customer
    |waiting state|in waiting|held up by the customer|held up by customers|yet to reply|yet to answer|yet to respond
    |still to answer us|not answered us|not replied to us|ignoring us|ignore us|customers not responding|unresponsive
    |not responding|wait for a customer|wait for the customer|wait for customers|wait on a customer|wait on the customer
    |wait on customers|waits for the customer|waiting for a customer|waiting on a customer|wait for|wait on|waits for|waits on
    |kept us waiting|left us waiting|owing us an answer|stalled on the customer`,
  resolved: `resolved|solved|fixed|done|finished|completed|settled|sorted|sorted out|dealt with|handled|get done|got done|did we resolve
    |did we solve|did we fix|did we finish|resolve|solve|fix|finish|complete|get finished|resolutions|managed to solve
    |have we done|wrapped up|fixed up|cleared|knocked off|knock off|ticked off|get through|got through|got rid of|get rid of
    |polished off|nailed|cracked|sort out|put right|get sorted|got sorted|done with|wins`,
  closed: `closed|did we close|close|closing|have we closed|shut|get closed|got closed|closures|put to bed|did they close
    |did i close|shut down|close off|closed off|close out|closed out|signed off|sign off|shut off|shutting|completed off|tied off`,
  cancelled: 'cancelled|canceled|abandoned|dropped|called off|withdrawn',
  late: `late|overdue|over due|past due|behind|behind schedule|too late|delayed|past the deadline|past their deadline
    |past deadline|out of time|over the deadline|running late|over time|overrun|missed the deadline|missed deadline
    |missed deadlines|missed their deadline|past its deadline|beyond the deadline|beyond deadline|in arrears|not on time
    |after the deadline|should have been done|should have been answered|should already be done|tardy|lagging|slipped|slipping
    |dropped the ball|are we behind|falling behind|in the red|too long|waited too long|have waited too long|been waiting too long
    |over the limit|missed the response time|missed response|missed our response time|missed their response time
    |missed response times|blown the deadline|blown our deadline|blown deadline|blew the deadline|blown deadlines|deadlines blown
    |past its date|past their date|past due date|gone over|gone past|run over|ran over|went over|overran|overshot|lapsed|let slip
    |slip|slips|kept waiting too long|drop the ball|red|in red|gone red|turned red|out of deadline|behind on|behind with|past date
    |deadline has passed|deadline passed|deadlines passed|deadlines have passed|passed their deadline|passed its deadline
    |passed the deadline|passed our deadline|have we missed|did we miss|missed the date|past its sell by date|left too long
    |late already|already late|gone by|should be finished already|should have been finished|should have been done by now
    |should be done by now|not made it|not in time|outdated|went past|overstepped|delayed ones|over their time|over its time
    |over our time|out of its time|gone over time|over the time|over target|past target|past sla|past our sla|delays
    |broken deadlines|broke the deadline|lateness|belated|blown their deadline|blown their deadlines|blew their deadline
    |blown the target|blown our target|blown their target|missed their due time|missed their due date|missed the due date
    |missed its due date|missed their time|missed its deadline|missed their deadlines|past due time`,
  breached: `breached|breach|breaches|broke our promise|break our promise|broken promise|broken promises|promise broken|broken sla
    |violated|sla violated|missed sla|missed our sla|missed the sla|failed sla|out of sla|sla breaches|sla breach|sla violations
    |violations|broke the sla|miss the target|missed the target|missed targets|missed our targets|failed our promise
    |broke our promises|break our promises|promise did we break|promises did we break|outside sla|broke our word|break our word
    |blown sla|blew the sla|blew sla|blown the sla|sla blown|sla broken|sla missed|slas missed|breached sla|breached slas
    |outside our sla|outside of sla|promise we broke|promises we broke|missed slas|over sla|violate|violating|violates
    |failed the sla`,
  soon: `about to blow up|blow up|about to breach|about to be late|about to become late|about to explode|explode|about to run out
    |going to breach|going to be late|at risk|in danger|breaching soon|breaching next|breaching|will breach|will be late
    |would breach|due soon|due next|soon due|soon|running out of time|run out of time|running out|close to breaching
    |close to the deadline|close to breach|near the deadline|nearly due|nearly late|almost late|almost due|cutting it close
    |on the brink|critical soon|endangered|threatened|about to expire|about to miss|going to miss|might breach|might be late
    |may breach|might miss|could breach|could be late|tight|getting tight|about to go wrong|go wrong|burn|burning|on fire|hot
    |smoke|smouldering|ticking|in jeopardy|near breach|nearing|approaching|approaching their deadline|approaching the deadline
    |before it is too late|keep me up at night|worry|worry about|worried|danger|looming|close call|need attention|needs attention
    |next to breach|imminent|about to be overdue|about to burst|about to break|about to burn|about to be missed|about to fall over
    |nearing breach|about to pop|about to kick off|under pressure|most pressing|bubbling under|bubbling|make it in time
    |make it on time|make the deadline|make its deadline|make their deadline|hold the deadline|keep the deadline|go red|going red
    |goes red|turn red|turning red|turns red|about to turn red|about to go red|fire|fires|a fire|fires to put out|flames|in flames
    |bite us|about to bite us|going to bite us|tip over|about to tip over|boil over|boiling over|boiling|brewing|coming to a head
    |crunch|cutting it fine|touch and go|hurt us|risky|riskiest|at stake|must not wait|can't wait|cannot wait|won't wait|pressing
    |time critical|close to the line|close to the wire|to the wire|down to the wire|on the edge|wobbling|wobbly|run late
    |running close|soonest|first to breach|going to blow|in trouble|catch fire|catching fire|going south|go south|going wrong
    |go pear shaped|about to slip|might slip|could slip|going to slip|likely to be late|likely to breach|likely to go wrong
    |likely to slip|likely to miss|nearing their deadline|nearing the deadline|nearing deadline|close to deadline|near deadline
    |near their deadline|approaching deadline|deadline coming up|deadlines coming up|coming up|up next|about to fail|going to fail
    |about to lapse|almost out of time|nearly out of time|short on time|low on time|little time left|time is running out
    |almost breached|nearly breached|almost overdue|nearly overdue|close to overdue|soon overdue|overdue soon|soon late|late soon
    |soon be late|be late soon|to worry about|losing sleep over|panic about|should i panic|sweating|cause trouble
    |about to become a problem|most exposed|in the danger zone|danger zone|urgent deadlines|about to cross the line|breach next
    |will go over|going over|go over|about to go over|about to go|close to the bone|about to run over|about to be breached
    |near to breaching|near breaching|due to breach|set to breach|on track to breach|tip into red|about to be red|about to go late
    |about to miss their deadline|on the verge|getting close|next to run out|run out next|to run out next|expire next|expires next
    |next to expire|due to run out|about to time out`,
  due: `due|deadline|has to be answered|have to be answered|must be answered|to be answered|needs to be answered|must be resolved
    |have to be done|has to be done|be finished|be solved|be fixed|be resolved|be answered|need an answer|needs an answer
    |needs a reply|need a reply|expire|expires|expiring|falls due|fall due|has to be resolved|has to be solved|deadlines|answer by
    |to be done by|must be done|should be answered|should be done|promised for|promised by|is up|to be solved|finish
    |have to answer|must answer|must go out|ought to be finished|ought to be done|ought to be answered|must be finished
    |should be finished|needs finishing|need finishing|needs to be finished|need to be finished|have to be finished
    |has to be finished|has to go out|have to go out|comes due|come due|coming due|be ready|to be ready|has to be ready|be sorted
    |need sorting|needs sorting|needs doing|need doing|need to get done|needs to get done|get done by|get done today
    |get finished by|have to close|did we promise|have we promised|we promised|promised|deliver by|need to deliver|have to deliver
    |needs to be done|need to be done|need to be answered|needs to be replied to|need to be solved|need to be resolved
    |needs to be resolved|needs to be solved|needs resolving|need resolving|needs answering|need answering|run out|runs out|ends
    |ending|due date|due dates|must get done|must we answer|must we finish|to deal with by|dealt with by|sorted by|answered by
    |resolved by|finished by|done by|solved by|on today's list|for completion|needs to go out|need to go out|need to go|must go
    |expected|expected by|falling due|end`,
  unassigned: `unassigned|nobody|no one|noone|no owner|no assignee|not assigned|without an owner|without owner|without an assignee
    |without assignee|not picked up|unclaimed|unowned|orphaned|orphan|orphans|up for grabs|free to take|nobody's|no one's
    |haven't been assigned|hasn't been assigned|not been assigned|not yet assigned|not taken|untaken|nobody has|nobody owns
    |no one owns|no one has|nobody took|nobody is working on|no one is working on|nobody has picked up|nobody has taken
    |nobody picked up|no one picked up|nobody is looking at|nobody is handling|no one is handling|nobody feels responsible
    |without anyone|waiting for someone|waiting for someone to|waiting to be picked up|waiting to be assigned|to be assigned
    |ownerless|unallocated|not allocated|need an owner|needs an owner|looking for an owner|take care of|take care of them
    |taking care of|take it|take them|picked up|pick up|free|homeless|unhandled|assigned to nobody|assigned to no one|still free
    |need someone|needs someone|without a home|grab|can i take|could i take|can i grab|could i grab|could i pick up|can i pick up
    |no home|have no home|has no home|without a name|no name on|nobody wants|no one wants|nobody's on|nobody is on|nobody on it
    |nobody looks after|nobody is looking after|no one is looking after|no one looks after|no takers|going begging|need picking up
    |needs picking up|unloved|unattended|nobody cares about|no one cares about|left hanging|in limbo|not owned
    |doesn't belong to anyone|don't belong to anyone|belong to nobody|belongs to nobody|belong to no one|belongs to no one
    |without an agent|no agent|no handler|without a handler|waiting for an owner|nobody yet|no one yet|not been taken
    |not been picked up|hasn't been picked up|haven't been picked up|hasn't been taken|haven't been taken|nobody's taken
    |nobody's picked up|no one's picked up|no one's taken|needs a home|need a home|nobody's desk|on nobody's desk|no one's desk
    |no responsible|not been claimed|not claimed|not allocated to anyone|not with anyone|isn't with anyone|not given to anyone
    |nobody assigned|no one assigned|nobody is assigned|no one is assigned|nobody's assigned|with nobody|with no one|by nobody
    |missing an owner|missing owner|have no owner|has no owner|lacking an owner|still without an owner|ownerless ones
    |nobody has claimed|nobody claimed|no one has claimed|no one claimed|not dealt with by anyone|floating|floating around
    |unaccounted|parentless|not yet picked up|not yet taken|not yet claimed|to claim|to pick up|i can take|i could take|i can grab
    |i can pick up|we can take|available to take|looking for a home|without somebody|without someone|isn't anyone on|no one on it
    |nobodys|nobody's got|no one's got|nobody has got|nobodys got|needs taking|need taking|waiting to be taken|not got an owner
    |hasn't got an owner|haven't got an owner|lying around|left on the shelf|no technician|without a technician|no engineer
    |without an engineer|unstaffed|not given out|hand out|to hand out|to dish out|dish out|to give out|not yet given`,
  assigned: `assigned to|assigned|owned by|belonging to|belong to|belongs to|handled by|with|allocated to|in charge of
    |responsible for|taken by|given to|taken on by|picked up by|under|in the name of|allocated|in the hands of|sitting with
    |parked with|stuck with|lying with|sat with|lies with|rests with`,
  snoozed: 'snoozed|snooze|asleep|sleeping|put to sleep|on ice|deferred|postponed|put off|hidden until later|snoozing|dozing',
  spam: `spam|junk|rubbish|spammy|junk mail|spam mail|spam mails|marked as spam|spam folder|trash|bogus|nonsense mails|scam|phishing
    |should never have come to us|unsolicited|garbage`,
  reopened: `reopened|re opened|reopen|came back|come back|opened again|bounced back|open again|back again|not really solved
    |returned|resurfaced|back from the dead|came up again|comes up again|came again|popped up again|thought it was fixed
    |thought it was done|thought it was solved|thought was fixed|thought was done|back on the list|fixed but|flared up again
    |although we thought|again and again|reappeared|boomeranged|boomerang|boomerangs|returned to us|came back to haunt us|haunting
    |back to life|not fixed after all|didn't stay fixed|did not stay fixed|re raised|unresolved again|closed and opened again
    |thought were done|thought we had solved|thought we had fixed|after we closed them|after being closed|after closing
    |after we closed it|after they were closed|after we fixed|after we resolved`,
  merged: 'merged|joined together|folded into others',
  untouched: `untouched|haven't been touched|hasn't been touched|not been touched|not touched|stale|idle|forgotten|gathering dust
    |neglected|no update|no updates|without update|without an update|without updates|no activity|without activity|inactive|dormant
    |quiet|nothing happened|nothing has happened|no movement|without movement|not moved|haven't moved|hasn't moved
    |hasn't been updated|haven't been updated|not updated|not been updated|not changed|haven't changed|collecting dust
    |lying around|stuck|stalled|standing still|ignored|no progress|without progress|haven't we touched|we haven't touched
    |have we not touched|haven't been looked at|not looked at|not been looked at|nobody has looked at|nobody touched
    |nobody has touched|no one has touched|no one touched|nobody has updated|slipped through the cracks|fallen through the cracks
    |fell through the cracks|gone cold|rotting|rusting|have not been touched|has not been touched|nothing moved|unchanged
    |did we forget|have we forgotten|slipped through the net|fell through the net|slipped by|slipped past us|have we been ignoring
    |been ignoring|do we ignore|are we ignoring|mouldering|moulding|cobwebs|gathering cobwebs|dusty|dust|gone stale|going stale
    |frozen|no news|not progressing|not moving|isn't moving|aren't moving|hasn't budged|haven't budged|not budged|budged|dragging
    |drag on|dragging on|stagnant|stagnating|languishing|sat there|sitting around|sitting there|sitting still|lingering|linger
    |bogged down|jammed|at a standstill|standstill|hanging around|rot|rotten|been forgotten|got forgotten|were forgotten
    |forgot about|we forgot|did we forget about|have we forgotten about|are we forgetting|slipped our mind|slipped through
    |nobody has moved|not seen any activity|no recent activity|without recent activity|no action|no one has looked at
    |no one looked at|nobody looked at|hasn't been looked at|not been worked on|not worked on|no work done|hasn't moved on
    |neglecting|are we neglecting|ageing|aging|left alone|left to rot|asleep at|laying around|collecting cobwebs|snagged
    |gone nowhere|going nowhere|going cold|getting cold|cold|forgotten about|without any update|fallen asleep|untouched since`,
  oldest: `oldest|the oldest|oldest first|longest open|open longest|been open the longest|waiting longest|waited longest
    |waiting the longest|longest waiting|longest running|ancient|longest|open the longest|the longest|oldest one|oldest ones
    |waiting the longest time|for the longest|longest time|longest lying around|lying around the longest|around the longest
    |been around longest|longest ago|ages|for ages`,
  newest: `newest|latest|most recent|newest first|recent|recently|last few|lately|most recent ones|latest ones|latest arrivals
    |newest arrivals|freshest|just came in|just arrived`,
  older: `older than|older|for more than|more than|for over|over|open since|open for more than|open for over|open longer than
    |longer than|for longer than|at least|aged over|over the age of|exceeding|created before|from before|before|old|of age
    `,
  younger: 'younger than|less than|newer than|not older than|no older than|at most',
  new: 'new|newly|fresh|brand new|recent|incoming|recently opened|just in',
  arrived: `came in|come in|coming in|arrived|arrive|received|receive|got|did we get|have we got|have we received|did we receive
    |get|reported|report|created|opened|raised|raise|logged|submitted|filed|sent in|landed|turned up|came up|were opened
    |been opened|new|written|entered|has come in|have come in|show up|showed up|rolled in|poured in|wrote|write|was reported
    |were reported|came through|come through|hit us|popped up|did they open|did they raise|registered|did we open|send anything
    |send us anything|send us|sent us|write anything|written anything|sent anything|send something|get in touch|got in touch
    |been in touch|in touch|reach out|reached out|contact us|ping us|pinged us|called us|ring us|rang us|call us|landing|lands
    |drop in|dropped in|dropped into|walked in|come our way|came our way|came to us|get from|got from|did we receive from|turn up
    |turns up|flooded in|streamed in|piled in|were raised|was raised|been raised|were created|was created|been created|were logged
    |been logged|opened up|were submitted|were filed|flow in|coming into|comes in|flown in|pop up|got logged|got raised
    |reported in|been sent in|new since|dribbled in|trickled in|got in`,
  urgent: `urgent|critical|emergency|emergencies|most urgent|top priority|highest priority|urgently|urgent priority|p1|prio 1
    |priority 1|priority one|extremely important|severe|asap|serious|drop everything|most pressing|pressing ones|highest urgency
    |emergency tickets|red hot|super urgent|very urgent|really urgent|most critical|crit|urgents|showstopper|showstoppers|top prio
    |highest prio|prio one|blocker|blockers|matters most|dire|p1s|sev1|sev 1|prio ones|mission critical`,
  high: `high|important|high priority|high prio|p2|prio 2|major|high importance|priority high|prio high|higher priority|elevated
    |most important|prioritised|prioritized`,
  medium: 'medium|medium priority|normal priority|p3|medium prio|prio medium|priority medium',
  low: `low|low priority|low prio|unimportant|minor|p4|can wait|trivial|prio low|priority low|not urgent|lowest priority|no rush
    |no hurry|least important|lowest|unimportant ones|nice to have|back burner|trivia`,
  all: 'all|every|everything|any|all the|complete|whole lot|the lot|full list|each and every',
  ever: `ever|since the beginning|of all time|all time|altogether|in total|throughout|over the years|whatever status|any status
    |finished or not|open or closed|closed or open|regardless of status|past and present|from the start|full history|whole history
    |entire history|including closed|including resolved|including finished|even closed ones|at any time|at any point|historically
    |in the past|over all time|from day one|any time|at some point|once before`,
  unanswered: `unanswered|waiting for us|waiting on us|waiting for our reply|waiting for our answer|waiting for a reply
    |waiting for an answer|waiting for a response|without an answer|without a reply|without a response|without answer
    |without reply|no answer yet|no reply yet|no response yet|not answered|not yet answered|not replied to|need a reply from us
    |we haven't answered|we have not answered|haven't we answered|have we not answered|we haven't replied to|haven't replied to
    |not been answered|have not been answered|got no answer|have no answer|waiting to hear from us|awaiting our reply
    |awaiting our answer|didn't answer|did we not answer|need our answer|need an answer from us|our turn|in our court
    |ball is in our court|owe an answer|do we owe an answer|owe a reply|owe a response|have to answer|hear back from us
    |hear from us|waiting to hear back from us|heard back from us|heard from us|we need to get back to|still need an answer
    |needs our reply|expecting an answer from us|expecting an answer|expecting our reply|expecting a reply|nobody has replied to
    |nobody replied to|nobody answered|no one answered|no one has answered|nobody has answered|nobody has replied
    |no one has replied|no one replied|nobody replied|left unanswered|left without a reply|left without an answer
    |waiting to be answered|not had a reply|had no reply|had no answer|without a first response|without first response
    |no first response|not been replied to|hasn't been answered|haven't been answered|hasn't had a reply|haven't had a reply
    |awaiting first response|never answered|never replied to|did we never answer|not responded to|haven't responded to
    |haven't we responded to|haven't we replied to|owe someone an answer|owe them an answer|owe people an answer
    |owe customers an answer|owe a customer an answer|we owe an answer|owe someone a reply|owe replies|owe answers|we owe replies
    |keeping waiting|are we keeping waiting|kept waiting|reply to next|answer next|waiting on a reply from us
    |waiting on an answer from us|waiting on our reply|waiting on our answer|ignored by us|haven't got back to
    |have not got back to|haven't gotten back to|we haven't got back to|get back to today|not yet replied to|left hanging by us`,
  working_on: `working on|work on|busy with|doing|handling|dealing with|looking after|taking care of|up to|responsible for|in charge of|own
    |owns|have|has|got|carrying|juggling|tackling|on the go|deal with|handle|working|worked on|sitting on|stuck with|busy on
    |occupied with|spending time on|in the middle of|beavering away at|engaged with|holding|hold|got on|have on|has on|have going
    |has going|got going`,
  watching: 'watching|follow|following|watch|watched|subscribed to|keeping an eye on|have an eye on|eye on',
  complained: `complained|complain|complaining|asked|asking|ask|wrote|written|reported|report|reporting|said something|saying
    |mentioned|mentioning|contacted us|write|written to us|wrote to us|write to us|raised|struggling|struggle|having trouble
    |having problems|have trouble|have problems|has problems|has trouble|unhappy|moaned|moaning|called|inquired|enquired
    |written in|writes|complains|asks|moans|whines|whining|gripes|nags|nagging|giving us|gives us|give us|causes|causing|cause
    |generates|costs us|shouts|shouting|keeps calling|keep calling|keeps writing|keep writing|keeps asking|grumbling|grumble
    |saying that|told us|tell us|tells us|phoned|rang|emailed|emailing|hassling|bothering|bothers|bugging|reports|suffer|suffering
    |experiencing|experience|faced|facing|run into|ran into|seeing|moan|moaner|gripe|groans|kicks off|shouts loudest
    |makes most noise|whinges|whinge|whinging`,
  mentions: 'mention|mentions|mentioning|contain|contains|containing',
  answered: 'answered|replied|responded|reply|answer|respond',
  billing: `billing|invoice|invoices|payment|payments|billing questions|billing tickets|billing question|billing issues|billing problems
    |accounting|invoicing|billing requests|billing matters|billing related|invoice questions|payment questions|bills|bill|invoiced
    |payment reminders|charged|overcharged|refund|refunds|money matters|charges`,
  bug: 'bug|bugs|defect|defects|bug report|bug reports',
  feature: `feature request|feature requests|feature|features|feature wishes|wish|wishes|improvement|improvements
    |suggestions for improvement|feature ideas|ideas`,
  technical: `technical|technical issues|technical problems|technical tickets|technical questions|technical problem|technical issue
    |tech tickets|technical requests`,
  support_type: 'support tickets|type support|support questions|general support',
  stranger: `people we don't know|people we do not know|strangers|unknown people|unknown senders|unknown sender|unknown customers
    |unknown customer|someone we don't know|somebody we don't know|not in our customer list|unknown addresses|unknown companies
    |nobody we know|no known customer|no customer linked|without a customer|not linked to a customer|unlinked|unbekannte absender
    |unbekannten|unbekannte|unbekannten absendern|expediteurs inconnus|remitentes desconocidos|onbekende afzenders`,
};
