import type { WordTable } from './concepts.types.ts';

/** English: the things of a service desk and what else is asked about it. */
export const englishDesk: WordTable = {
  worktime: `worked|work|logged|log|booked|recorded|spent|spend|went into|go into|put into|gone into|invested|tracked|billed
    |clocked|burned|burnt|put in|timesheet|time sheet|have we spent|cost us|worked on|work on|hours on|time on|went to
    |spent working|sunk into|eaten up|eaten|swallowed|sunk|book|log time|bill`,
  tickets: `ticket|tickets|case|cases|request|requests|incident|incidents|job|jobs|matter|matters|enquiry|enquiries|inquiry|inquiries
    |item|items|conversation|conversations|call|calls|support request|support requests|work item|work items|work|customer requests
    |things|threads|thread|questions|question|anything|everything|something|stuff|ones|requests for help|the queue|our queue
    |the backlog|our backlog|the pile|work queue|ticket queue|ticket list|open queue|cases for|issues for|ticket from
    |raised tickets|customer tickets|tasks|task|workload list|logs raised`,
  problems: `problem|problems|issue|issues|trouble|troubles|complaint|complaints|outage|outages|fault|faults|failure|failures
    |error reports|questions|question|queries|query|errors|error|tickets|breakdown|breakdowns|difficulties|grief|headaches
    |headache|hassle|bother|noise|pain|glitch|glitches|mess|niggles|bugbears|playing up|acting up|on the blink|on the fritz
    |not working|isn't working|aren't working|broken|busted|knackered|bust|packed in|packed up|conked out|kaput|gone down
    |went down|is down|are down|being down|dead|malfunctioning|malfunction|misbehaving|dropping out|dropouts|cutting out|flaky
    |crashing|keeps crashing|keep crashing|freezing`,
  number: 'number|no|nr|num|id|no.|#',
  customer: `customer|customers|client|clients|company|companies|account|accounts|organisation|organization|organisations|organizations
    |clients of ours|firm|firms|business customer|caller|callers`,
  contact: `contact|contacts|contact person|contact persons|contact details|people do we know|who do we know|do we know
    |who do we deal with|who do we talk to|who can we talk to|who is our contact|who are our contacts|our contact|who can i call
    |who can i talk to|whom can i call|who should i call|who do i call|who do i talk to|who can i contact|whom do i contact
    |who should i contact|who do i contact|people at|who works at|whom do we know|persons|who works for|points of contact
    |point of contact|tell me about|what do we know about|what do you know about|information about|info on|info about|details of
    |details about|details on|who is|who's|customer record|record of|profile of|profile|background on|boss|the boss|boss at
    |manager at|who runs|key contact|main contact|who can i ring|who do i ring|who should i ring|who can i speak to
    |who do i speak to|who should i speak to|speak to|decision maker|business card|who is there|names at|who answers
    |who do we have at|who have we got at|whom can i speak to|who do i get hold of|contact name|contact names|contact for
    |contacts for|contacts at|contact at|contact of|contacts of|people from|our people at|tell me something about|fill me in on
    |bring me up to speed on|what should i know about|what do i need to know about|anything i should know about
    |should i know about|introduce me to|customer card|customer details|overview of the customer|picture of|lowdown on
    |the lowdown on|tell us about|fill us in on|who is who at|who's who at|who looks after it at|who's the manager at
    |who do i ask for at|who do i ask for|who do i email at|who do i see at|who signs for|manager|director|receptionist
    |headteacher|head teacher|bookkeeper|secretary|office manager|it manager|site manager|facility manager|caretaker
    |responsible person|go to person`,
  phone: `phone|phone number|telephone|telephone number|mobile|mobile number|number of|email address|e mail address|mail address
    |email of|e mail of|address of|email for|phone for|extension|how do i reach|how can i reach|how do we reach|how can we reach
    |how to reach|contact info|contact information|contact data|reach|job title of|get hold of|tel|cell|phone no|tel no|number for
    |email addr|e mail for|contact no|mail for|best number for|dial|ring up|call up|direct line|switchboard|telephone no
    |phone numbers|email addresses|mobile for|how to contact|how can i contact|how do i contact|how do we contact
    |how to get hold of|what's the number|the number of|how to get in touch with|get in touch with|in touch with
    |how can i get in touch with|how do i get in touch with|number at|best way to reach|contact number|contact number for|landline
    |mobile of|mobile no|phone details|how do i get hold of|how do we get hold of|how can i get hold of|how can we get hold of
    |how do i get through to|get through to`,
  contract: `contract|contracts|agreement|agreements|support plan|support plans|support contract|support contracts|service agreement
    |service agreements|maintenance contract|maintenance contracts|maintenance agreement|sla contract|subscription|subscriptions
    |coverage|cover|service plan|maintenance plan|warranty|warranties|a deal|deal with us|signed|retainer|framework agreement
    |maintenance deal|service deal|support agreement|support agreements|support deal|contract status|contract end|contract expiry
    |contractually|agreed with|bought from us|support package|service package|what did they sign|what have they signed`,
  pays: `pay for support|pays for support|paying for support|pay us|pays us|paying us|under contract|have a contract
    |has a contract|covered|entitled to|entitlement|entitlements|pay for|pays for|under warranty|paying customer|signed up for
    |support level|service level does|bought support|on contract|under support|do they pay|paying|are they paying us|entitled
    |covered by support|covered by a contract|is covered|are covered|subscribed|what support do they have|kind of support does
    |sort of support does|level of support|buy|bought|purchased|did they buy|what service level did|service level did
    |on which plan|which plan are|what plan are|what plan is|which plan is`,
  article: `article|articles|knowledge base|knowledgebase|kb|documentation|documented|docs|manual|manuals|guide|guides|how to
    |howto|faq|faqs|write up|writeup|instructions|runbook|runbooks|knowledge|kb article|kb articles|help page|help text|tutorial
    |wiki|document|notes on|anything written|written down|write ups|cheat sheet|cheatsheet|checklist|procedure|procedures|playbook
    |handbook|sop|sops|recipe|guidance|page on|pages on|docs on|doc|doc on|known solution|known issue|written anywhere|written up
    |documentation on|documentation for|help article|help articles|support article|our docs|our wiki|in the wiki|in the docs
    |in the kb|in our kb|something written|instructions on how|read about|read up on|where can i read about|where do i read about
    |where can i find out about|anything to read on`,
  tell_people: `what do we tell|what do i tell|what can i tell|what should i tell|what should we tell|what do we say|what do i say
    |what should i say|what do we answer|what is our answer|what's our answer|what do we usually answer|what do we recommend
    |what is the fix for|what's the fix for|what is the solution for|what's the solution for|what is the solution to|solution for
    |fix for|workaround for|is there a fix for|is there a workaround for|is there a solution for|remedy for|what helps when
    |what helps against|what helps if|how did we fix|how did we solve|how do we fix|how do we solve|known fix|cure for
    |what do i do|what do we do|what can i do|what can we do|what to do|what should we do|what now with|what to tell|what to say
    |what do i reply|what do i answer|what should i answer|what should i reply|what could i tell|what helps with|what helps for
    |what usually helps|what usually fixes|what fixes|how did we get rid of|how to deal with|how do we deal with
    |how do i deal with|how do we handle|how do i handle|how do we usually fix|how do we normally fix|known workaround for
    |workarounds for|any fix for|any workaround for|any solution for|any solution to|got a fix for|what can i do about
    |what can we do about|what to do about|what do i do about|what do we do about|what do i do with|what to do with|known fix for
    |known fixes for|known solution for|known solutions for|usual fix for|quick fix for`,
  mail: `mail|mails|email|emails|e mail|e mails|message|messages|delivery|deliveries|outgoing mail|outgoing mails|outgoing email
    |outgoing emails|outbox|outbound mail|outbound mails|reply|replies|answers|sendings|emails out|sent mails|sent emails|mailing
    |mailings|outgoing messages`,
  notification: 'notification|notifications|alerts|alert|notices|pings|unread|news for me|what was i told|bell',
  missed: `missed|did i miss|have i missed|i missed|happened while i was away|while i was away|while i was out|while i was gone
    |catch me up|bring me up to speed|anything new for me|new for me|what's new for me|was i told|unread|did i overlook|fill me in
    |news for me|since i was away|since i left|what did i miss|what have i missed|what happened while i was away
    |what happened while i was out|any news for me|anything happen while|since i last looked|while i slept|while i was asleep`,
  calendar: `calendar|calendars|opening hours|business hours|working hours|office hours|hours of operation|support hours|service hours
    |when are we open|when do we open|when do we close|are we open|what are our hours|our hours|open on|working days|working day
    |business days|when does support open|when does support close|are we closed|do we work on|work on|open at the weekend
    |open on weekends|open at weekends|what time do we open|what time do we close|what hours|when is the office open
    |until when are we open`,
  holiday: `public holiday|public holidays|bank holiday|bank holidays|closing days|christmas|xmas|easter|new year|new year's
    |new year's day|new year's eve|boxing day|good friday|public hols|bank hols|weihnachten|ostern|silvester|neujahr|pfingsten
    |noel|navidad|kerst|boze narodzenie`,
  team: 'team|teams|group|groups|squad|squads|department|departments|crew|members|member',
  skill: 'skill|skills|expertise|competence|competences|know how|qualifications|specialists|specialist|experts|expert',
  knows: `knows about|know about|knows|who knows|good with|good at|familiar with|experienced with|experience with|expert in|expert on
    |expert for|experts in|experts on|experts for|specialist in|specialist for|specialises in|specializes in|skilled in|trained in
    |trained on|understands|can handle|capable of|able to do|knowledgeable about|who can do|who can fix|who can help with
    |who could help with|who can help me with|who understands|who speaks|speaks|knows his way around|knows how to|who is able to
    |who is best at|best at|who has experience|qualified for|who should i ask about|who do i ask about|whom do i ask about
    |who can i ask about|go to person for|knows fibre|knows most about|the expert|expert|clued up|clued up on|can do|has done
    |know their way around|know how to|handy with|any good with|any good at|strong in|strong at|certified|certified for
    |certified in|can speak|can we ask about|could i ask about|might know|would know|would know about|might know about
    |who do we have for|our specialist for|our expert for|our expert on|our guru|guru|has knowledge of|knowledge of|trained for
    |competent in|proficient in|fluent in`,
  rota: `rota|rotas|roster|shift|shifts|shift plan|duty roster|on call schedule|on call plan|on call rota|schedule|duty plan
    |on call list|shift list|who is on when|who's on when|duty list|duty calendar|on call calendar|on call rotation|rotation
    |takes over|who takes over|taking over on|who takes over on|relieves me|is after me`,
  oncall: `on call|oncall|on duty|on standby|standby|stand by|pager|the pager|is pager|carrying the pager|holding the pager
    |on pager duty|pager duty|duty engineer|duty phone|emergency contact|emergency phone|emergency number|on the hook
    |first responder|out of hours contact|covering|covers|cover tonight|cover the night|night shift|late shift|holds the fort
    |holding the fort|who's up tonight|takes calls|taking calls|manning the phones|minding the shop|emergency duty|do i bug
    |who do i bug|do i bother|who do i bother|do i disturb|the beeper|beeper|whose turn|has the phone|have the phone|got the phone
    |holds the phone|holding the phone|carries the phone|carrying the phone|with the phone|emergency cover|out of hours cover
    |hotline|on the hotline|mans the phone|picks up at night|pick up at night|gets woken|get woken|gets called|duty person
    |duty officer|officer of the day|on watch|has duty|have duty|weekend cover|weekend duty|night cover|night duty|standing by
    |batphone|emergency line|emergency mobile|answers at night|answers the phone at night|answers the phone tonight
    |picks up the phone tonight|picks up tonight|gets the call|get the call|take the call|takes the call|takes the calls
    |deals with emergencies|handles emergencies|in case of emergency|if something breaks|if anything breaks|when something breaks
    |in case something breaks|if it all goes wrong|if the network dies|available at night|available tonight|reachable tonight
    |reachable at night|first in line|in the hot seat|hot seat|night watch|looks after emergencies|working tonight|working nights
    |working the night|working this weekend|working the weekend|works this weekend|works tonight|up tonight|on tonight
    |on this weekend|on at the weekend|on the weekend shift|oncal|on cal|on calls|am i on call|am i on duty|am i on standby
    |am i on the rota|is on call|am i covering|sleeping with the phone|who is duty|night engineer|duty tech|duty technician
    |on call tonight|has the on call phone|on phones tonight|who's on tonight|who is on tonight|who's on tomorrow
    |who's on this weekend|who is on this weekend|who do i ring in an emergency|who do i wake|who do i wake up`,
  reach: 'phone|call|ring|contact|reach|wake|wake up|escalate to|turn to|page|alert|bother|notify|get hold of',
  night: `tonight|at night|out of hours|after hours|in an emergency|emergency|in the night|this weekend|weekend|at the weekend
    |on the weekend|dies|goes down|breaks|fails|overnight|outside business hours|after work|outside hours|crashes|burns down
    |after six|middle of the night|at 3 am|3am|2am|4am|at 3am|in the small hours|late at night|blows up|falls over|fall over
    |go down|break down|breaks down|stops working|collapses|catches fire`,
  handoff: `handoff|hand off|handover|hand over|shift summary|shift report|next shift|what does the next shift need to know
    |start of my shift|shift change|turnover|from the day shift|from the night shift|from the last shift|from the previous shift
    |from the early shift|from the late shift|from the day crew|from the night crew|coming on shift|start of shift|start my shift
    |starting my shift|taking over the shift|what did the last shift leave|last shift leave|did the day shift leave
    |did the night shift leave|shift notes|handing over`,
  away: `away|absent|absence|absences|holiday|holidays|on holiday|vacation|on vacation|annual leave|on leave|off sick|sick|ill
    |out of office|out of the office|off today|off|day off|days off|out today|not in today|not here|in today|in the office
    |available|around today|parental leave|at work today|back from|ooo|pto|working today|here today|here this week|missing today
    |out this week|off this week|off work|back|isn't around|not around|who's around|who is around|around this week|out sick
    |off ill|poorly|on sick leave|sick leave|maternity leave|paternity leave|not working|not at work|has off|on their holidays
    |is she out|is he out|who's out of office|who is out of office|who's out of the office|who is out of the office
    |who's out today|who is out today|who's out this week|who is out this week|who is off|who's off|everyone here|everybody here
    |everybody in|everyone in|everybody in today|everyone in today|in the office today|taking time off|time off|absent today
    |on hols|hols|who isn't here|who is missing|who's missing|short staffed|short handed|unavailable|not available|at home ill
    |who's in today|who is in today|who's here|who is here|is anyone missing|skiving|bunking off|back at work|back from leave
    |back from holiday|back yet|who's not in|who is not in|who isn't in|who's in|who is in|is everyone in|wasn't in
    |on annual leave|off next week|out next week|away next week|not around next week|taking leave|on paternity|on maternity
    |booked off|day's leave|calling in sick|called in sick|phoned in sick|who's away|who is away|is anyone off|is anyone away
    |is anybody off|is anybody away|anyone off|anybody off|anyone away|anyone sick|on their hols|on a break|on holidays
    |annual leave today|taking holiday|works from home`,
  next_action: `next action|next actions|next step|next steps|next point of action|next points of action|action item|action items|to do
    |to dos|todo|todos|follow up|follow ups|followup|followups|point of action|points of action|npa|agreed step|plan`,
  todo: `what should i do next|what should i do|what shall i do next|what do i do next|what do i have to do|what must i do
    |what is next for me|what's next for me|what's next|what is next|what next|what now|where do i start|where should i start
    |what comes next|what should i work on|what should i work on next|what do i work on next|what to do next|what needs doing
    |what needs to be done|what's to do|what can i do next|what am i supposed to do|what should i tackle|what should i tackle next
    |what should i tackle first|my to do list|my todo list|what's left to do|what should i be doing|what do i tackle first
    |what should i pick up next|did i forget|have i forgotten|am i forgetting|i forgot|did i forget about|have i forgotten about
    |my agenda|on my agenda|my day|my day look like|what's on today|on for me|what needs me|needs my attention|need my attention
    |what should i look at|what do i look at|should i start with|do i start with|to start with|where to begin|where do i begin
    |where shall i start|where to start|begin with|what should be first|what comes first|what's first|what is first
    |what should i get on with|what can i get on with|get on with|get cracking on|what's most important for me|best use of my time
    |my next job|my next task|my next ticket|next job for me|next task for me|next up for me|give me something to do
    |something to do|anything to do|anything for me to do|for me to do|should i be working on|should i do first|do first
    |tackle first|look at first|should i handle next|should i take next|what next for me|my tasks|my to dos|my todos|to dos`,
  missing: `missing|no|without|lack|lacks|lacking|need|needs|forgot|forgotten|have no|has no|undefined|still missing|not set|not planned
    |unplanned|haven't planned|have none`,
  before: 'before|previously|earlier|formerly|last time|used to|past|so far|history|previous|prior|until now|in the past',
  tag: 'tag|tags|tagged|label|labels|labelled|labeled|with the tag|tagged with|tagged as|labelled as|marked with|with tag|marked as',
  field: 'custom field|custom fields|fields',
  macro: 'macro|macros',
  template: 'template|templates|ticket template|ticket templates',
  quick_reply: `quick reply|quick replies|canned response|canned responses|canned reply|canned replies|canned answers|text modules|snippets
    |saved replies|standard answers|standard replies`,
  view: 'view|views|saved view|saved views|saved list|saved lists|saved searches|saved search',
  rule: 'rule|rules|assignment rule|assignment rules|routing rule|routing rules|routing|automations',
  policy: `policy|policies|sla policy|sla policies|service level policy|service level policies|response times do we promise
    |what do we promise|targets`,
  parked: `parked|quarantine|quarantined|bounce|bounces|bounced|parked mail|parked mails|held mail|held mails|mails in quarantine
    |rejected mails|incoming mails that failed|held back`,
  blocked: `blocked|blocked sender|blocked senders|blocklist|block list|blacklist|banned|who have we blocked|who did we block
    |who is blocked`,
  attachment: `attachment|attachments|file|files|attached|picture|pictures|photo|photos|screenshot|screenshots|attached files|pdf|pdfs
    |attachments included|with pictures|with photos|with files|with attachments|documents attached|enclosed|enclosures`,
  duplicate: `duplicate|duplicates|similar|something like|anything like|alike|like|same as|the same|same problem|same issue|related tickets
    |resembles|resemble|seen before|had before|had this before|looks like|similar to|duplicated|double|twice|reported before
    |already reported|have we seen|seen this|have we had|had something like|happened before|came up before|come up before
    |been here before|similar ones|similar tickets|lookalikes|look alike|related|related to|same thing|one like|ones like
    |cases like|tickets like|any like|others like|another like|anything close to|comparable|matching|matches|matching tickets|twin
    |twins|copy of|repeat of|a repeat|repeats|already have|already had|same fault|same error|same complaint|same cause|recurring`,
  people: `participants|participant|watchers|watcher|people on|who watches|who is watching|who follows|followers|who is on copy|cc
    |in copy|copied in|who gets copies|who is following|recipients|subscribers|who is following it|who's following|cc'd|ccd|on cc
    |onlookers`,
  involved: `involved|takes part|taking part|take part|participates|part of the conversation|watches|follows|following|is watching
    |subscribed|copied|in the loop|in cc|included|in on|part of|who else is on|who else is in|mixed up|tied up in|talking in
    |who is on`,
  clock: 'clock|clocks|deadline|deadlines|sla clock|sla clocks|timer|timers|due date|sla of|time limit|countdown|time left',
  history: `happened|happen|history|story|going on|went on|latest|news|update|updates|status|state|progress|development|developments
    |timeline|summary|how far|stand|stands|standing|what's up|look at|looks|looking|said|written|who has|who is handling
    |who is dealing|who works|who is working|who owns|who took|handled by|dealing with|any movement|moving|what became of
    |what about|become of|story behind|situation|did we leave things with|did we leave things|leave things|did we leave it
    |did we leave it with|leave it with|where did we leave|looked at|anything new on|anything new with|the story with|the story of
    |story with|the deal with|the status of|the state of|what's with|where is|where's|where are we on|where do we stand on
    |where does it stand|where do things stand|background of|background to|recap of|summarise|summarize|bring me up to speed
    |catch up on|fill me in about|what did we do|what have we done|done about|been done|doing about|change|changed|changes
    |activity on|trail|log|audit|ins and outs|full story|whole story|movement on|progress on|any progress|any progress on|any news
    |any news on|any update|any updates|any update on|any updates on|how is it going with|how's it going with|dealt
    |concerning what|chronology|who wrote|who said|who changed|who closed|who resolved|who opened|who answered|reached
    |at what stage|what stage|stage|situation with|situation on|handled|sorted yet|fixed yet|done yet|solved yet|resolved yet
    |dealt with yet`,
  status: 'status|state',
  priority: 'priority|prio|priorities|importance',
  channel_mail: 'by email|by mail|by e mail|via email|via mail|via e mail|from the mailbox',
  chat: 'slack|teams chat|chat',
  suggest: `suggest|suggestion|suggestions|articles for|article for|answer for|answers for|what could i answer|which article
    |which articles|help for|knowledge for|fits|fit|helps with|help with|would help`,
  busy: `overloaded|busy|overworked|swamped|drowning|stressed|snowed under|have time|has time|have capacity|has capacity
    |too much on|too much to do|loaded|free|how much does|workload|work load|overwhelmed|buried|under water|have too much
    |has too much|has a lot|have a lot|a lot to do|got a lot|stretched|up to his neck|up to her neck|able to take more|take more
    |twiddling their thumbs|thumbs|sitting idle|has nothing to do|have nothing to do|nothing to do|bored|has the most work
    |has most work|most work on|has room|have room|with capacity|spare capacity|spare time|has spare time|free time
    |free to take something|free to take|snowed|flat out|run off their feet|rushed off|maxed out|up to their ears|up to their eyes
    |struggling with work|on top of things|coping|keeping their head above water|needs a hand|need a hand|idle hands|underworked
    |least to do|has least|has the least|lightly loaded|up to his eyes|up to her eyes|eyes|rushed off his feet|rushed off her feet
    |run ragged|inundated|at capacity|free capacity|any capacity|keeping up|keep up|too busy|bogged down|hands full|got capacity
    |lightest|carrying the most|carries the most|has the most on|most on|heaviest load|pile up|piled up|slammed|up the wall|chocka
    |chock a block|up to his ears|up to her ears|under the cosh|run off his feet|run off her feet|take on more work|take on more
    |take another|handle more|squeeze in|squeeze one in|fit in more|fit another|room for more|got room|most work|least work
    |least busy|the least on|least on`,
  stats: `statistics|stats|statistic|figures|numbers|report|kpi|kpis|metrics|key figures|dashboard|how are we doing|how did we do
    |how is it going|how's it going|how is the desk doing|how is the helpdesk doing|how did it go|how have we been doing
    |how are things|how are things going|performance|overview|how did|how has|how was|summary|how goes it|how do we stand|how were
    |report card|state of the desk|results|how busy were we|how busy are we|how busy was it|big picture|throughput
    |how much did we do|how productive|at a glance|in figures|in numbers|doing overall|coping|underwater|how are we coping|damage
    |do well|done well|doing well|scoreboard|in a nutshell|recap|roundup|round up|how bad is it|state of play|state of things
    |how do we look|how are we looking|how we're doing|how we did|how it went|good week|good month|bad week|bad month|productive
    |output|how are we getting on|how did the desk do|how did the team do|figures for|key numbers|the numbers|quick numbers
    |weekly report|monthly report|weekly summary|monthly summary|sum up|summing up|status report|how'd we do|how'd it go
    |ticket stats|desk stats|how's the desk|how is the desk|how's the team doing|how is the team doing`,
  trend: `trend|trends|more tickets than|more than before|more tickets|fewer tickets|less tickets|fewer than|busier|quieter
    |increasing|increase|growing|rising|falling|decreasing|going up|going down|compared|compare|compared to|compared with
    |development over|volume|ticket volume|workload growing|getting better|getting worse|than before|than usual|backlog growing
    |backlog shrinking|catching up|keeping up|growth|more work than|up or down|getting more|getting fewer|evolved|evolving
    |shrinking|over time|curve|tendency|week over week|month over month|day by day|is the backlog|less busy|calmer|calming down
    |more to do|more work|worse than|better than|slowing down|ramping up|surge|spike|versus|vs|month on month|week on week
    |year on year|more or less|rise|drop|dropping|climbing|numbers up|numbers down|ticket numbers|going through the roof
    |snowed under lately|getting busier|getting quieter|heading up|heading down|more than usual|less than usual|quieter than usual
    |than normal|busier than usual|busier than|quieter than|more coming in|fewer coming in|up on last|down on last
    |winning or losing|getting on top|pile growing|pile shrinking|piling up|fewer tickets than|development of`,
  speed: `how fast|how quick|how quickly|how long do we take|how long does it take us|response time|response times|first response
    |reaction time|reaction times|reply time|average response|time to answer|time to reply|time to resolve|time to resolution
    |resolution time|resolution times|how long until we answer|how long do customers wait|speed|how slow|slow
    |how soon do we answer|turnaround|turnaround time|how long does a customer wait|how long do people wait|answer time
    |average time|mean time|how long does it take|how promptly|how rapidly|first answer|first reply|wait times|waiting time
    |waiting times|wait time|wait for a first answer|wait for an answer|how snappy|snappy|how swift|lag|how long before we answer
    |how long before someone answers|how long it takes us|how long are customers waiting|how long are people waiting
    |how long do they wait|how long does it usually take|average wait|average resolution|average reply|time to first response
    |time to close|how long to resolve|how long to answer|how long we take|quick are we|fast are we|fast do we|quickly do we`,
  sla: `sla|slas|service level|service levels|service level agreement|service level agreements|compliance|sla compliance
    |sla report|sla figures|sla performance|response targets|sla rate|promises kept|service promises|our promises|slas kept
    |sla kept|response promises|service targets|sla numbers|sla stats|sla results|sla score|how many slas|sla status|promises
    |promise|targets|target`,
  kept: `keep|keeping|meet|meeting|hit|hitting|honour|honouring|keep to|stick to|keep our promises|keeping our promises
    |kept our promises|keep our word|keeping our word|meet our targets|meeting our targets|hit our targets|hitting our targets
    |within target|on target|on time|keep our sla|meet our sla|in time|delivering on time|answering on time|answer on time
    |meet the deadlines|meeting deadlines|meeting our deadlines|live up to|stick to our promises|honour our promises
    |do what we promised|keep what we promised|deliver what we promised|as promised|how often are we late|how often were we late
    |reliable|are we within|within sla|inside sla|hitting sla|meeting sla|keeping sla|making our deadlines|make our deadlines
    |making deadlines|good at deadlines|hit our deadlines|on time overall|deliver on time|keep our deadlines|keeping our deadlines
    |stay within|staying within|met our targets|hitting targets|meeting targets|hitting our sla|in sla`,
  satisfaction: `happy|satisfied|satisfaction|customer satisfaction|csat|nps|rating|ratings|rated|feedback|unhappy customers
    |happy customers|how do customers like|what do customers think|what do customers say|what do people think of us
    |what do they think of us|how do customers rate|think of us|pleased|content|dissatisfied|like us|love us|customer feedback
    |survey|surveys|reviews|do customers like|mood of|thumbs up|marks do we get|grades|scores do we get|score|say about us
    |thank us|grumpy|delighted|fed up|annoyed|angry with us|cross with us|happy with us|pleased with us|satisfied with us
    |good reviews|bad reviews|bad feedback|good feedback|negative feedback|positive feedback|what people say about us
    |what customers say|stars|smiley|smileys|customer happiness|happiness|sentiment|complaining about us|thoughts of us|rate us
    |rating us|score us|customers feel|customers feeling|people feel|how do customers feel|like our service|like our work
    |appreciate us|saying about us|think about us|feel about us|how are we rated|our ratings|our rating|score with customers
    |thumbs down`,
  failed: `fail|failed|failing|failure|fail to go out|failed to go out|not go out|didn't go out|did not go out|not sent|not been sent
    |undelivered|undeliverable|not delivered|couldn't be sent|could not be sent|couldn't be delivered|could not be delivered
    |get stuck|got stuck|stuck|get lost|got lost|lost|not arrive|didn't arrive|wrong|not get through|didn't get through
    |get through|unsent|delivery errors|delivery problems|go wrong|went wrong|rejected|not reach|didn't reach|hang|hanging
    |didn't go through|did not go through|go through|went through|not gone through|haven't gone out|hasn't gone out|not gone out
    |bounced|bounce|not get out|never arrived|never left|never went out|didn't make it|did not make it|didn't leave
    |sitting in the outbox|held up|refused|couldn't send|could not send|fail to send|failed to send|failed to deliver
    |not delivered yet|undeliverables`,
  doubt: `in doubt|uncertain|unclear|unsure|not sure|unknown whether|doubtful|doubt|unconfirmed|need a decision|needs a decision
    |waiting for a decision|whether they went out|undecided|dubious|questionable`,
  queued: 'queued|still to go|waiting to be sent|waiting to go out|to be sent|not yet sent|about to be sent|in the outbox|ready to go',
  sent: 'sent|went out|go out|gone out|sent out|delivered|outgoing|outbox|leave|left|outbound',
  how_is: `how is|how's|how are|how does it look for|how does it look at|how do things stand with|how do things look at
    |how are things with|how are things at|how are things going with|how are we doing with|what's up with|what is up with
    |what's going on with|what is going on with|what's going on at|what is going on at|what's happening at|what is happening at
    |what's happening with|state of|status of|situation at|what's new with|what is new with|what's new at|what's the story with
    |whats going on with|whats up with|where are we with|where do we stand with|doing|how about|did we leave things with
    |where did we leave things with|how did we leave things with|where did we leave it with|what's the latest with
    |what's the latest on|what is the latest from|news from|any news from|how are we placed with|are we in good shape with
    |are we ok with|are we good with|how happy is`,
  write: `assign|give|reassign|close|resolve|reopen|delete|remove|erase|destroy|cancel|send|reply|answer|merge|split|forward
    |escalate|set|change|move|mark|snooze|block|unblock|forget|ignore|disregard|forward to|open a ticket|open a new ticket|create
    |create a ticket|raise a ticket|make|add|update|edit|rename|publish|archive|email|e mail|mail|notify|post|write|note|drop
    |release|retry|resend|approve|refund|transfer|wipe|purge|unassign|invite|promote|disable|enable|export|upload|take over
    |turn off|switch off|turn on|open a case|log a ticket|buy|order|pay|book|restart|reboot|install|grant|tell the|tell customer
    |inform|remind me|remind|schedule a|call them|phone them|reply to all|hurry|bump|push up|mark as resolved|mark as solved`,
  assign_to: 'assign|give|reassign|hand|hand over|pass|allocate|transfer|move|put|go to|goes to|go over to',
  assign_self: 'take|grab|claim|pick up',
  resolve_it: `resolve|solve|sort|mark as resolved|mark as solved|mark as fixed|mark as done|mark resolved|mark done
    |set to resolved|set to done`,
  close_it: 'close|close off|close out|shut|close down',
  reopen_it: 'reopen|re open',
  wait_it: 'wait',
  elsewhere: `weather|password|passwords|passcode|salary|salaries|wage|wages|price of|prices|cost of|costs of|joke|jokes|birthday|birthdays
    |pizza|lunch menu|capital of|football|match|score of the match|married|girlfriend|boyfriend|stock|stocks|share price
    |exchange rate|bitcoin|recipe for|horoscope|holiday destination|wetter|passwort|passworter|kennwort|kennworter|gehalt|gehalter
    |preis|preise|witz|witze|geburtstag|meteo|mot de passe|prix|contrasena|clave|precio|precios|tiempo hace|wachtwoord|prijs
    |prijzen|weer|haslo|cena|pogoda|news headlines|world news|time is it|what time is it|wie spat|credit card|card number
    |bank account|bank details|pin code|api key|secret key|vat number`,
};
