import type { BounceReason } from '../../../domain/mailboxes/bounce-report.types.ts';

/** What servers say, by meaning: phrases separated by `|`, lower case, compared without accents, `*` for up to 60 characters. */
export type PhraseRow = readonly [BounceReason, readonly string[]];

/**
 * Phrases in the order in which they are asked: what is said of the sender, the connection and the content comes before what is said of the
 * recipient, because refusals of every kind are worded as "recipient address rejected". Sources: the messages of Postfix, Exim, sendmail, qmail,
 * Exchange, Domino, Courier, OpenSMTPD, the large providers' postmaster pages, and mail servers' own translations.
 */
export const bouncePhrases: readonly PhraseRow[] = [
  ['mailererror', ['procmail|pipe to|mailer error|failed to read response template']],
  ['networkerror', ['host not found, try again|name service error * try again|host name lookup failure|dns query failed|temporary dns']],
  ['policyviolation', ['reject, id=* banned']],
  ['systemerror', ['ldap|database error|loop alert|remote server does not support']],
  ['blocked', ['spamhaus|spamcop|dnsbl|blocked using|barracudacentral|on our block list|found on a block list|not accepted from this ip']],
  ['userunknown', ['recipient address rejected: access denied|recipient address rejected: user unknown|invalid final delivery userid']],
  [
    'authfailure',
    [
      'dmarc|unauthenticated email|unauthenticated mail|authentication checks failed|sender policy framework|openspf.org',
      'spf record with a hard fail|spf check failed|spf fail|fails spf|failed spf|spf validation|spf sender invalid|domainkeys|spf: ',
      'sender id check|failed dkim|fails dkim|dkim validation|dkim check|dkim verification|dkim signature|no valid dkim',
      'sender is unauthenticated|not authenticated * spf|does not pass authentication|spf or dkim|spf unauthorized',
      'is not authorized by * spf|arc validation failed|5.7.509',
    ],
  ],
  [
    'requireptr',
    [
      'reverse dns|reverse lookup|ptr record|ptr resource record|dns ptr|rdns|no ptr|missing ptr|without ptr|ptr lookup',
      'cannot find your hostname|cannot find your reverse hostname|unresolvable reverse|reverse mapping|no matches to nameserver query',
      'cannot resolve your address|cannot resolve your ip|ip name lookup failed|ip address does not resolve|without a valid sender domain',
      'your ip * has no name|no reverse entry|unknown client host|lookup of your host|fix reverse|host name is unknown',
      'hostname is unknown|sender ip reverse|unverifyable sending ip|unverifiable sending ip|must have a valid hostname',
      'dns entry for your * ip|all hosts must have dns|reverse record',
    ],
  ],
  [
    'badreputation',
    ['low reputation|poor reputation|bad reputation|reputation of|sender score|senderscore|reputation is too|based on its reputation'],
  ],
  [
    'virusdetected',
    [
      'virus detected|virus found|infected|contains a virus|virus was|malware|trojan|this message contains * virus|a virus',
      'your message was infected|virus-|virenfund|message rejected: virus|contains worm|virus * content rejected|phishing malware',
    ],
  ],
  [
    'notcompliantrfc',
    [
      'not rfc * compliant|not compliant with rfc|rfc 5322|rfc 2822 |rfc2822 |rfc5322|multiple * addresses in from|violates rfc',
      'messages missing a valid address in from|bare lf|bare cr|naked lf|bare newline|non-rfc|not in compliance with rfc',
      'missing date header|no from header|missing a from header|missing message-id|messages without a message-id|multiple from headers',
    ],
  ],
  [
    'norelaying',
    [
      'relay access denied|relaying denied|relay denied|relay not permitted|relaying not permitted|relaying not allowed|relay not allowed',
      "not configured to relay|unable to relay|do not relay|don't relay|relaying is not allowed|relaying is prohibited",
      'relaying prohibited|not permitted to relay|not allowed to relay|no relaying|relaying mail to|rcpthosts|open relay',
      'insecure mail relay|relay * prohibited|is not local|this is not a relay|relaying blocked|relay operation rejected|not a gateway',
      "can't relay|cannot relay|ne relaie pas|kein relay|relaying temporarily denied|mail server requires authentication when",
      'not an open relay|relay is forbidden|we cannot relay',
      'smtp relay error',
    ],
  ],
  [
    'spamdetected',
    [
      'spam|ube,|unsolicited|junk mail|bulk email|bulk mail|gtube|blacklisted url|uribl|surbl|high probability of being',
      'considered as junk|detected as * junk|score too high|phishing|this message appears to be|message looks like',
      'ihre nachricht wurde als werbung|迷惑メール|垃圾邮件|垃圾郵件|courrier indesirable|correo no deseado|послание * спам|спам|identified as junk',
      'content filter',
    ],
  ],
  [
    'mailboxfull',
    [
      'mailbox full|mailbox is full|mailfolder is full|inbox is full|mailbox too full|user is over quota|over quota|overquota|over-quota',
      'quota exceeded|exceed* quota|exceeded * quota|over * quota|quota is full|quota full|disk quota|quota limit|quota violation',
      'quota check|exceeded storage allocation|exceeded its storage|out of storage|storage limit|storage quota|storage space',
      'mailbox * exceeds * limit|mailbox size limit|mailbox * size limit|mailbox has exceeded|mailbox * exceeded|mailbox * over',
      'exceeded the * local limit|mailbox * full|not enough * space|insufficient * space * mailbox|no space * mailbox|account is full',
      'full mailbox|maildir delivery failed|too much mail|has too many messages|too many messages * mailbox|user has too many',
      'mailbox limit|folder is full|recipient storage full|postfach * voll|postfach ist uberfullt|speicherplatz|boite * pleine',
      'quota depasse|espace * insuffisant|buzon * lleno|cuota * excedida|casella * piena|caixa * cheia|postbus is vol|mailbox vol',
      'skrzynka * pelna|przepelniona|ящик переполнен|переполнен|превышена квота|容量|いっぱい|満杯|邮箱已满|郵箱已滿|信箱已滿|空间不足|받은 편지함이 가득|mail box full',
      'mbox full',
      'mailbox exceeds|over its limit|disk space * mailbox',
      'inbox full|mailbox storage|no more storage',
    ],
  ],
  [
    'toomanyconn',
    [
      'too many connections|receiving mail at a rate|daily limit|recipients per|connection rate|too many recipients|too many messages',
      'rate limit|throttl|exceeded * maximum number|connection limit|too many concurrent|too many emails|too many mails|too many sessions',
      'too many errors|too many invalid|message rate|sending rate|concurrency limit|exceeded * rate|exceeds * rate|sending limit',
      'sent too many|domain * exceeded the max|unusual rate|slow down|number of recipients|too fast',
    ],
  ],
  [
    'mesgtoobig',
    [
      'message too large|message is too large|message too big|message is too big|message size exceeds|message size limit',
      'message file too big|mail size limit|size limit exceeded|exceeds size limit|exceeds * size limit|exceed* maximum * size',
      'exceed* the maximum|too large for|max message size|maximum message size|message length exceeds|recipsizelimit|sendersizelimit',
      'message * larger than|too big for|line limit exceeded|larger than the maximum|data size exceeds|body too large|oversize|zu gross',
      'trop volumineux|demasiado grande|troppo grande|muito grande|te groot|слишком большой|サイズ|exceeded * size limit|message size',
    ],
  ],
  [
    'hasmoved',
    [
      'has moved to|has been replaced by|no longer on server|recipient has moved|address has changed|user has moved',
      'please use the new address|new address is|changed address|please try <|user not local; please try|not our user',
      'e-mail address changed|mailbox has moved',
    ],
  ],
  [
    'suspend',
    [
      'account * disabled|mailbox * disabled|user * disabled|account * suspended|mailbox * suspended|user * suspended|is suspended',
      'been suspended|temporary locked|temporarily locked|mailbox * locked|account * locked|account * inactive|mailbox * inactive',
      'user * inactive|is inactive|not active|deactivated|account expired|account has expired|mailbox * frozen|account is frozen',
      'discontinued|closed account|account closed|account * been closed|account is not activated|not currently active|recipient suspend',
      'mailbox currently suspended|invalid/inactive user|recipient address * disabled|gesperrt|deaktiviert|desactive|suspendu|desactivad',
      'suspendid|disattivat|заблокирован|отключен|email account * been disabled|domain is suspended|recipient is disabled',
      'temporarily disabled|account is * on hold|user is on vacation hold',
      'no longer accepts mail|never logged onto',
    ],
  ],
  [
    'rejected',
    [
      "sender rejected|sender address rejected|domain of sender|sender domain|sender's domain|sender denied|sender verif",
      'verification failed for|send as this sender|unauthenticated senders|sender address verif|sender unknown|unknown sender',
      'sender not allowed|sender is not allowed|bad sender|invalid sender|sender address|envelope sender|domain in return address',
      'address not accepted for sender|verify sender|your email address * blocked|mail from not|mail from is not|does not like sender',
      'not allowed to post|not allowed to send|not permitted to send|not authorized to send|you are not authorized|permission to post',
      'may not have permission|unable to verify address|all recipient addresses rejected : access denied|fake helo|google groups',
      'groups.google.com|user complaints|restricted to * members|only * members|authenticated senders|delivery restriction|is a moderated',
      "notauthorized|you do not have permission|グループにメッセージを投稿する権限|keine berechtigung|n'etes pas autorise|no tiene permiso",
      'administrative prohibition|recip.restrict',
      'not a member of this mailing list|you are not a member|not member of|members only',
      'only accepts messages from',
    ],
  ],
  [
    'blocked',
    [
      'blacklist|black list|block list|blocklist|rbl|sorbs|client host rejected|client host * blocked|your ip|ip address * blocked',
      'ip * has been blocked|banned|blocked by|blocked - see|is blocked|access denied. ip|not accepting connections',
      'connection refused by policy|connection rejected|connections from|connection dropped|refused to talk to me|invalid ip for sending',
      'dynamic ip|dialup|dial-up|ip is * block|bad ip|your network|your server|your host|dul|mail server * blocked',
      'has been temporarily blocked|not allowed to connect|helo argument|helo name|your helo|greeting failed|my name was rejected',
      'we have blocked|your access to|no access from mail server|service refused|client ip|use the smtp server of your|unwanted messages',
      'your internet service provider|is listed|are listed|currently listed|ip * listed|helo rejected|invalid helo|bad helo',
      'helo command rejected|ip temporarily|messages from * temporarily deferred|not permitted * this ip|temporarily deferred|greylist',
      'graylist|rejecting connection',
      'message blocked|sending server * blocked',
    ],
  ],
  [
    'contenterror',
    [
      'duplicate header|invalid mime|headers too large|malformed mime|media error|line too long|bad header|mime error|invalid header',
      'message content rejected|content rejected|header size|header too|too many headers|invalid character|improper use of 8-bit',
      'conversion|message header|mime type|missing mime|illegal attachment|body type not supported|8bitmime|transaction failed: duplicate',
    ],
  ],
  [
    'policyviolation',
    [
      'policy reasons|message not allowed|policy violation|by policy|policy reject|due to policy|local policy|site policy|security polic',
      'email policy|mail policy|content presents a potential|attachment type|attachments are not|executable|not accepted for policy',
      'prohibited|protocol violation|header error|against our policy|policy|denied by * filter|closed at * request|attached file',
      'restricted attachment|richtlinie|politique de|politica',
    ],
  ],
  [
    'hostunknown',
    [
      'host unknown|unknown host|host not found|no such domain|no such host|domain not found|domain does not exist',
      'domain * does not exist|unknown domain|domain unknown|name or service not known|bad destination|nxdomain|unrouteable domain',
      "unrouteable mail domain|domain is not reachable|domain name not found|invalid domain|invalid host|couldn't find any host",
      "could not find any host|host does not exist|domain isn't|domain must exist|destination host unknown|illegal host",
      "no route to domain|domain must resolve|address domain|domain invalid|couldn't find the domain|unknown server|domane nicht gefunden",
      'domain existiert nicht|domaine inconnu|dominio desconocido|dominio inesistente|домен не найден|域名不存在|ドメイン',
      "domain name system (dns) reported|host or domain name not found|recipient's domain name|host lookup did not complete|hostunknown",
      'unrouteable address|unroutable address|all relevant mx records point to non-existent|host address lookups failed|could not find a gateway',
      "domain * couldn't be found|unable to look up host",
    ],
  ],
  [
    'notaccept',
    [
      "does not accept mail|not accept mail|nullmx|null mx|indicated no smtp service|no mx found|couldn't find a mail exchanger",
      'does not receive mail|no mail exchanger|does not accept any mail',
      'smtp protocol returned a permanent error|domain does not receive|mx point to non-existent|no valid mx|invalid mx|mx records point',
      'server does not accept|no mail server|does not accept e-mail|no valid hosts',
      'seem to reject all mail',
    ],
  ],
  [
    'userunknown',
    [
      'user unknown|unknown user|user * unknown|no such user|no such mailbox|no such recipient|no such person|no such address',
      "no such local|user not found|user not exist|user does not exist|user doesn't exist|recipient not found|address not found",
      'recipnotfound|recipientnotfound|exrecipnotfound|mailbox not found|mailbox does not exist|mailbox unavailable|mailbox unknown',
      'unknown mailbox|no mailbox|mailbox not available|invalid mailbox|mailbox name|recipient unknown|unknown recipient',
      'invalid recipient|recipient invalid|recipient not exist|recipient does not exist|recipient is not|bad recipient',
      'recipient name is not recognized|recipient * not recognized|unknown address|address unknown|invalid address|invalid user',
      'user invalid|not a valid user|unknown local|unknown account|no account|no such account|account does not exist',
      "account * does not exist|doesn't have a * account|does not exist|doesn't exist|not exist",
      'undeliverable address|undeliverable to|not a known|not known here|not listed in|not found in|adresses inconnues|not our customer',
      'nobody here|not a valid mailbox|address is not valid|could not be found|is not a valid|address no longer|no longer valid',
      "no longer available|not accepting mail for|recipient rejected|not a user|there's no|this address does not|inactive recipient",
      'no user|is unknown|no recipients|incorrect address|mail address is not|invalid account|unbekannter benutzer|benutzer unbekannt',
      'empfanger unbekannt|unbekannter empfanger|existiert nicht|wurde nicht gefunden|nicht bekannt|unbekannt|destinataire inconnu',
      "n'existe pas|utilisateur inconnu|destinataire invalide|inconnu|introuvable|no existe|usuario desconocido|desconocido",
      'no se encontro|utente sconosciuto|non esiste|sconosciuto|non trovato|desconhecido|nao existe|nao encontrado|onbekende|bestaat niet',
      'niet gevonden|nieznany|nie istnieje|okand anvandare|finns inte|ukendt|findes ikke|finnes ikke|neexistuje|nem letezik|nu exista',
      'tuntematon|bulunamadi|неизвестный пользователь|не существует|пользователь не найден|адресат не найден|не найден|не існує',
      'δεν υπαρχει|宛先不明|あて先|見つかりません|存在しません|存在しない|见つかりません|用户不存在|收件人不存在|不存在|找不到|존재하지 않|찾을 수 없|has no mailbox|user account',
      'several matches found|is not an existing|no mailbox here',
      "wasn't found at|couldn't be found|unknown to address|no user record|user lookup|recipient is unavailable",
    ],
  ],
  [
    'filtered',
    [
      'refused to accept|recipient has filtered|not on * allow list|not on * whitelist|whitelist|recipient refused|recipient has blocked',
      'rejected by recipient|recipients was rejected|does not accept * from|does not want|rejecting messages|mail rule',
      'receive restriction|is refusing|because the recipient|user reject|受信拒否|受信を拒否|mail is filtered|filtered|message refused',
      'message denied',
    ],
  ],
  [
    'securityerror',
    [
      'authentication required|authrequired|starttls|tls required|encryption required|encryption needed|requires tls',
      'authentication failed|authentication credentials|user is not authorized|must authenticate|insufficient security|certificate',
      'insecure|ssl * required|unauthorized|not authorized|credentials|message could not be encrypted|authentication mechanism',
      'secure channel|please authenticate|requires authentication|tls * fail',
    ],
  ],
  [
    'networkerror',
    [
      'no route to host|network is unreachable|network unreachable|connection reset|lost connection|name service error|name server',
      'nameserver|dns error|dns failure|dns lookup|routing loop|too many hops|hop count|mail loop|loops back to|is looping|mail loops',
      'loop detected|connection closed|connection failed|connection lost|conversation * timed out|host is unreachable|host unreachable',
      "wasn't able to establish|unable to contact|server did not respond|unable to resolve|could not resolve|temporary failure in name",
      'communication error|broken pipe|i/o error|too many received|routing error',
      'network error|no valid route',
      'unable to lookup|lookup error',
    ],
  ],
  [
    'expired',
    [
      'expired|connection timed out|operation timed out|have been failing for a long time|retry time not reached|retry timeout',
      'unable to deliver in|could not deliver for the last|host not reachable|could not be delivered for|delivery time|message timed out',
      'timed out in transit|has been in the queue too long|not been delivered|has not been * delivered|delivery timeout',
      'delivery has been delayed|has been delayed|is delayed|queue too long|was undeliverable within|undeliverable for|still undelivered',
      'delivery not possible within|will keep trying|will be retried|could not be delivered within|gave up|unable to deliver * days',
      'could not send message for|cannot be delivered within|could not be delivered since|delayed|no response from',
      'did not accept our requests to connect|timeout waiting|verzogert|retarde|retrasad|ritardat|задерж|遅れ|遅延|期限|延迟',
      'will retry|still being retried|retrying',
    ],
  ],
  ['networkerror', ['connection refused|could not connect|unable to connect|socket error|not responding|not reachable']],
  [
    'systemfull',
    [
      'insufficient system storage|disk full|no space left|mail system full|insufficient disk|out of disk|not enough disk',
      'system storage exceeded',
    ],
  ],
  [
    'mailererror',
    [
      'command failed|exit status|exited with|child process|program failure|local delivery failed|maildrop|vacation program',
      'mailer terminated|command died|temporary failure. command output|service error',
    ],
  ],
  [
    'systemerror',
    [
      'system error|service unavailable|temporarily unavailable|temporary failure|internal error|internal server error|server error',
      'configuration error|config error|insufficient system resources|service not available|service currently unavailable|could not load',
      "resources|couldn't create|can't create|cannot open|can't open|unable to open|local error|database|temporary problem",
      'temporary error|try again later|server busy|misconfig|unexpected error|fatal error|duplicated message-id|duplicate message-id',
      'local configuration|deferred: local|transient|could not be processed|systemfehler|erreur systeme|error del sistema',
      'errore di sistema|erro do sistema|システムエラー|operating system|mail server is',
      'delivery to file forbidden|delivery to pipe forbidden|undetermined error',
    ],
  ],
  [
    'syntaxerror',
    [
      'syntax error|bad sequence|command not recognized|command unrecognized|unrecognized command|command not implemented|invalid command',
      'not implemented|malformed address|bad address syntax|incorrectly constructed|invalid parameter|unbalanced|unknown command',
      'illegal address',
      'angle-brackets nested|expected word or|domain missing',
    ],
  ],
  ['userunknown', ['recipient address rejected|recipient address was rejected|address rejected']],
  ['blocked', ['blocked']],
  ['rejected', ['access denied|not accepted from|permission denied|message rejected|rejected']],
];
