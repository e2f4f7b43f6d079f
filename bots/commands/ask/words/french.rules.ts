import type { WordTable } from './concepts.types.ts';

/** French: the basics, compared without accents. */
export const french: WordTable = {
  stop: `le|la|les|l|un|une|des|de|du|d|au|aux|et|ou|en|sur|dans|par|est|sont|etait|etaient|a|ont|avons|avez|ete|nous|vous|ils
    |elles|il|elle|on|ce|cet|cette|ces|se|sa|son|ses|nos|notre|votre|leur|y a t il|y a|il y a|est ce que|est ce qu|qu est ce que
    |qu est ce qui|qu|s il vous plait|s il te plait|svp|stp|encore|deja|actuellement|maintenant|en ce moment|quelque chose|tout ce
    |qui sont|c est|sont ils|sont elles|avons nous|a t on|je|j|bonjour|merci|pour|avec|t|que|lesquels|restent|reste|quelqu'un
    |jusqu|presqu|lorsqu|nous avons|on a|quelqu un|qui a|qu y a t il|as tu|peux tu|peux tu me dire|dis|salut|coucou|tu peux|faut
    |faut il|il faut|doit|doivent|quelle est|est il|est elle|sont la|la bas|chez nous|voila|alors|bien|tous les|toutes les
    |les miens|ceux|celles|celui|quoi de|on attend le|qu'est ce|qu est|hein|donc|du coup|la dedans|au juste|en fait
    |a l heure actuelle|a ce jour|il nous|pour nous|quoi|comme|nouveau sur le|est ce|cela|ca|y|rien|tu|toi|moi|lui|sera|seront
    |vont|va|fait|font|juste|petit|stp merci|bonsoir|quels sont les`,
  not: 'pas|sans|aucun|aucune|non|jamais|n',
  my: 'mes|mon|a moi|m est assigne|me sont assignes|qui me sont assignes|qui me sont attribues',
  i_have: 'ai je|est ce que j ai|j ai',
  show: `montre|montre moi|montrez|montrez moi|affiche|affiche moi|liste|donne moi|donnez moi|cherche|trouve|dis moi
    |peux tu me montrer|voir|donne|montre les|affiche les|je veux voir|je voudrais voir|fais voir|peux tu montrer|peux tu afficher
    |sors moi|je cherche|montre nous|affichez|donne nous|liste moi|liste des|sors|sors la liste|ressors|cherche moi|trouve moi
    |retrouve|je veux|je voudrais|il me faut|j ai besoin de|besoin de|peux tu me donner|pourrais tu me montrer|peux tu me sortir
    |passe moi|est ce que tu peux me montrer|indique moi|rappelle moi`,
  from: 'de|du|pour|d|des',
  at: 'chez|avec',
  with: 'avec',
  about: 'a propos de|a propos du|au sujet de|au sujet du|concernant|sur|sur le|sur la|sur les|parlant de',
  who: 'qui|qui est',
  what: 'que|quoi|qu est ce qui|qu est ce que|quel est|quels sont|quelles sont',
  which: 'quel|quels|quelle|quelles|lesquels|lesquelles',
  when: 'quand|a quelle heure',
  why: 'pourquoi',
  how: 'comment',
  how_to: `comment puis je|comment faire pour|comment fait on pour|comment peut on|comment on|comment reinitialiser|comment faire
    |comment je|comment fait on|comment on fait pour|comment dois je|que faire si|que faire quand|que faire en cas de
    |comment installer|comment configurer|comment parametrer|comment changer|comment redemarrer|comment remplacer|comment activer
    |comment desactiver|comment creer|comment ajouter|comment supprimer|comment connecter|comment mettre|comment regler
    |comment reparer|comment resoudre|comment debloquer|comment est ce qu on|comment est ce que je|comment peut|comment puis
    |la marche a suivre pour|la procedure pour|procedure pour|quelle est la procedure pour`,
  how_many: `combien|combien de|combien d|nombre de|le nombre de|combien y a t il de|combien avons nous de|combien a t on de
    |combien de tickets|nbre de|nb de|quel nombre de|quantite de|le total de|volume de`,
  how_long: 'combien de temps|combien d heures|heures|temps',
  worktime: 'travaille|passe|saisi|consacre|enregistre|saisies|passees',
  per: 'par',
  most: 'le plus|le plus de|plus gros',
  exists: 'avons nous|y a t il|existe t il|existent|il y a',
  tickets: `ticket|tickets|demande|demandes|dossier|dossiers|incident|incidents|cas|requetes|interventions|intervention|affaires
    |affaire|billet|billets|requete|appels|appel|tickets de|file|file d attente|signalements|signalement|trucs|choses|sujets|bons`,
  problems: `probleme|problemes|panne|pannes|plainte|plaintes|soucis|bugs|galere|galeres|ennuis|incidents|en panne|ne marche pas
    |ne marche plus|marche pas|marche plus|ne fonctionne pas|ne fonctionne plus|fonctionne pas|plante|plantent|coupures|coupure
    |dysfonctionnement|dysfonctionnements|casse|cassee|hs|bugge|bloque|souci|pepin|pepins|reclamations|reclamation|deconne
    |deconnent|rame|rament`,
  customer: 'client|clients|cliente|societe|entreprise|clientes|boite|societes|entreprises',
  contact: `contact|contacts|interlocuteur|interlocuteurs|qui connaissons nous|coordonnees|qui contacter|qui contacter chez
    |qui appeler|qui appeler chez|notre contact|qui est le contact|qui connait on|qui connait on chez|le patron
    |qui est notre contact|interlocuteur chez|personne de contact|qui est le responsable|responsable chez|fiche client
    |a qui parler|a qui je parle|a qui m adresser|a qui s adresser|avec qui parler|notre interlocuteur|infos sur|que sait on de
    |que sait on sur|parle moi de`,
  phone: `numero de telephone|telephone|adresse mail|adresse e mail|le numero de|numero|telephone de|tel|mail de|email de|joindre
    |comment joindre|le telephone|le telephone du|le telephone de|numero du|le numero du|numero de tel|num de|portable de|portable
    |mobile|ligne directe|adresse mail de|le mail de|l email de|comment contacter|comment appeler`,
  contract: `contrat|contrats|contrat de maintenance|contrats de maintenance|contrat de support|sous contrat|abonnement
    |abonnements|forfait|convention|engagement|garantie|sous garantie|couvert|couverts|contrat a`,
  article: `article|articles|base de connaissances|documentation|procedure|mode d emploi|docs|tuto|tutoriel|fiche|guide|manuel
    |notice|base de connaissance|kb|base documentaire|doc|documentations|tutos|fiches|procedures|mode operatoire|mode d'emploi
    |notices|manuels|guides|un guide|consigne|consignes`,
  mail: 'mail|mails|e mail|e mails|email|emails|courriel|courriels|message|messages',
  notification: 'notification|notifications',
  missed: 'rate|manque|ai je manque|ai je rate',
  calendar: 'horaires|horaires d ouverture|heures d ouverture|calendrier|calendriers|sommes nous ouverts|ouvrons nous',
  holiday: 'jours feries|jour ferie',
  team: 'equipe|equipes',
  knows: 's y connait en|connait|s y connait|sait|maitrise|qui sait|expert en|experte en|competent en',
  oncall: `de garde|d astreinte|astreinte|de permanence|permanence|garde|qui est joignable|joignable|qui appelle t on
    |garde ce soir|de garde ce week end|le bip|d astreinte ce soir|numero d urgence|qui prend les appels|prend les appels
    |d astreinte ce week end|d astreinte cette nuit|est d astreinte|en astreinte|qui appeler cette nuit|qui appeler la nuit
    |qui j appelle cette nuit|qui appeler en cas d urgence|en cas d urgence|qui est d astreinte|de service|de nuit
    |telephone d astreinte|d urgence|joindre la nuit`,
  rota: 'planning|planning d astreinte|planning de garde',
  handoff: 'passation|releve',
  away: `absent|absents|absente|absentes|en vacances|vacances|en conge|conges|conge|malade|absences|la aujourd hui|qui manque
    |n est pas la|pas la|en arret|arret maladie|en rtt|rtt|en conges|conges payes|absent demain|pas la demain|arret de travail
    |en maladie|off|en repos|en formation|en deplacement|qui est la|absent aujourd hui|n est pas la aujourd hui|present|presents
    |presente`,
  next_action: 'prochaine action|prochaines actions|prochaine etape|prochaines etapes',
  todo: `que dois je faire|que dois je faire ensuite|que faire|que faire maintenant|quoi faire|qu est ce que je dois faire
    |par quoi commencer|par quoi je commence`,
  tag: 'etiquette|etiquettes|tag',
  attachment: 'piece jointe|pieces jointes|fichier|fichiers',
  spam: 'spam|indesirables|pourriel',
  history: `s est passe|s est il passe|passe|historique|ou en est|etat|nouvelles|statut|ou en sommes nous|avec|avance|avancement
    |du nouveau|nouveau sur|quoi de neuf sur|que se passe t il|que se passe t il avec|se passe t il|en est|ou en est le|histoire`,
  involved: 'implique|impliques|participe|participants|implique dans',
  duplicate: `similaire|similaires|doublon|doublons|deja vu|deja eu|pareil|pareils|meme probleme|du meme genre|comme le|ressemble
    |ressemblant|similaires au`,
  open: `ouvert|ouverts|ouverte|ouvertes|non resolu|non resolus|non resolues|pas resolus|encore ouverts|en suspens|a traiter
    |non termines|encore a faire|restants|en attente de traitement|ouverts pour|qui restent|toujours ouverts|non clos
    |pas encore fermes|pas fermes|encore a traiter|en souffrance|qui trainent|pas regles|pas regle|non traites|non traite
    |pas traites|pas encore traites|a faire|reste a faire|pas finis|non clotures|pas clotures|en stock|ouvert chez|ouverts chez
    |en cours ou ouverts|pas encore resolus|pas resolu|pas resolue`,
  in_progress: 'en cours|en cours de traitement',
  waiting: `en attente|en attente du client|en attente de reponse du client|attendent le client|attendons nous|attend le client
    |en attente des clients|attendons|on attend|qu est ce qu on attend|que le client reponde|attend une reponse du client
    |reponse du client|reponse client|bloques chez le client|chez le client|relancer|a relancer|cote client|le retour du client
    |le retour du|retour client|retour des clients|retour de quels clients|attend on|en attente de retour|en attente client
    |en attente cote client|attente du client|attente client|la balle est chez le client|chez les clients|reponse des clients
    |qu on attend|on attend le client|on attend une reponse|attendent`,
  unanswered: 'sans reponse|pas de reponse|attendent une reponse|attend une reponse|attendent notre reponse',
  resolved: `resolu|resolus|resolue|resolues|regle|regles|termine|termines|terminees|traites|traitees|corriges|corrige|fini|finis|finies
    |traite`,
  closed: 'ferme|fermes|fermee|fermees|clos|close|clotures|cloture|cloturees',
  late: `en retard|retard|depasse|depasses|hors delai|trop tard|en rouge|rouge|hors sla|echus|expires|expire|en souffrance
    |qui trainent trop|depassees|trop vieux|en depassement|depassent|depasse le delai|depasse les delais|depasse l echeance
    |hors delais|delai depasse|delais depasses|delai passe|en dehors des delais|a la bourre|a la traine|tardifs|tardives|tard
    |qui auraient du|deja en retard|echue|echues|perimes`,
  breached: 'sla depasse|sla non respecte|non respecte|non respectes',
  soon: `bientot en retard|bientot|sur le point|sur le point d etre en retard|va exploser|exploser|a risque|brule|bientot echus
    |urgence imminente|le feu|y a le feu|chaud|chauds|risque|risquent|qui chauffe|qui brule|urgent bientot|va deborder|menacent
    |presque en retard|va depasser|vont depasser|depasser le delai|bientot en depassement|bientot hors delai|arrivent a terme
    |arrive a terme|sur le fil|limite|presque echus|presque hors delai|va bruler|en danger|en peril|critique bientot
    |expire bientot|expirent bientot|menace|menaces|sur le point d expirer|sur le point de depasser|risquent de depasser
    |risque de depasser`,
  due: `echeance|a rendre|du|dus|a echeance|arrive a echeance|arrivent a echeance|doit etre traite|expirent aujourd hui|expirent
    |echoient|arrivent a expiration|a finir|a terminer|doit etre fini|a repondre|pour quand|pour quand est|echeances|delai|delais`,
  unassigned: `non assigne|non assignes|non assignee|non assignees|non attribue|non attribues|non attribuees|pas assignes
    |pas attribues|sans responsable|personne|sans proprietaire|a personne|non affectes|non affectees|sans assignation|a prendre
    |libres|libre|personne ne s occupe|personne ne s en occupe|dont personne ne s occupe|orphelins|sans agent|sans assigne
    |que personne n a pris|pas pris|personne n a pris|pas encore assignes|non pris|n a pris|pas encore pris|pas encore attribues
    |sans technicien|non pris en charge|pas pris en charge|personne dessus|pas d assigne|a attribuer|a repartir|a distribuer
    |sans personne|qui n ont personne|n ont personne|dont personne|non attribuee`,
  assigned: 'assigne a|assignes a|attribues a|assignees a|attribuees a|affectes a',
  working_on: 'travaille sur|travaille|fait|s occupe|s occupe de',
  busy: `deborde|surcharge|debordee|occupe|debordes|sous l eau|charge|chargee|dispo|disponible|la tete sous l eau|surbooke|surmene
    |trop de boulot|beaucoup de boulot|beaucoup de travail|beaucoup sur les bras|sur les bras|charge de travail|disponibilite
    |a du temps|du temps libre`,
  reopened: `rouvert|rouverts|rouvertes|reouverts|rouverte|reouvert|reouverte|reouvertes|revenu|revenus|sont revenus
    |a nouveau ouverts|re ouverts`,
  oldest: 'plus ancien|plus anciens|les plus anciens|plus anciennes|plus vieux',
  newest: 'plus recents|derniers tickets|recents',
  older: 'plus de|plus vieux que|depuis plus de|plus anciens que|plus ancien que',
  new: 'nouveau|nouveaux|nouvelle|nouvelles',
  arrived: `recu|recus|recues|arrive|arrives|arrivees|crees|cree|creees|nouveau|nouveaux|nouvelles|ouverts|avons nous recu|entres
    |nous est arrive|sont arrives|est arrive|entrees|entre|entrants|rentres|rentre|tombes|tombe|ouverts depuis|recue|arrivee
    |deposes|depose|remontes`,
  urgent: `urgent|urgents|urgente|urgentes|critique|critiques|prioritaires|urgence|urgences|tres urgent|tres urgents|prioritaire
    |p1|bloquant|bloquants|bloquante|bloquantes|grave|graves`,
  high: 'important|importants|haute|importantes|haute priorite|priorite haute',
  low: 'basse|faible|priorite basse|basse priorite',
  priority: 'priorite',
  all: 'tout|tous|toutes|toute',
  stats: `statistiques|chiffres|rapport|bilan|comment s est passe|comment s est passee|comment ca va|ca va|comment on s en sort
    |resume|point|le point|bilan de|les chiffres|nos chiffres|bilan du|bilan de la|recapitulatif|recap|tableau de bord|rapport du
    |vue d ensemble`,
  trend: `tendance|plus de tickets qu avant|plus de demandes|evolution|augmente|en hausse|en baisse|hausse|baisse|augmentent
    |diminuent|diminue|de plus en plus|plus que le mois|par rapport`,
  speed: 'temps de reponse|delai de reponse|delais de reponse|rapidement|a quelle vitesse|temps de resolution|vite',
  sla: 'sla|niveaux de service|niveau de service|engagements|nos engagements|objectifs|nos delais|sla du',
  kept: `respectons nous|respectes|tenons nous|respecte|respectees|tient on|tenus|tenu|tenir|respecte t on|atteints|atteint
    |dans les temps|dans les delais|a temps|a l heure`,
  satisfaction: `satisfait|satisfaits|satisfaction|contents|content|avis|heureux|notes|satisfaites|pensent de nous|retours clients
    |note moyenne|avis des clients|avis clients|mecontents`,
  failed: 'pas partis|pas ete envoyes|non envoyes|echoue|pas partie|non distribues|en echec|echoues|bloques|pas parti|pas ete envoye',
  doubt: 'incertains|incertain|douteux',
  how_is: 'comment va|comment vont|ou en est on avec|quoi de neuf chez',
  today: `aujourd hui|ce matin|aujourd'hui|ce midi|cet apres midi|du jour|aujourd'hui meme|de la journee|cette journee
    |depuis ce matin`,
  yesterday: 'hier',
  tomorrow: 'demain',
  tonight: 'ce soir|cette nuit|cette nuit la|la nuit',
  weekend: 'week end',
  last: 'dernier|derniers|derniere|dernieres|passe|passee|passes',
  next: 'prochain|prochaine|prochains|prochaines',
  this: 'ce|cette|cet',
  since: 'depuis',
  within: 'dans les|d ici|dans',
  ago: 'il y a',
  minute: 'minute|minutes',
  hour: 'heure|heures',
  day: 'jour|jours|journee',
  week: 'semaine|semaines',
  month: 'mois',
  year: 'annee|an|ans',
  monday: 'lundi',
  tuesday: 'mardi',
  wednesday: 'mercredi',
  thursday: 'jeudi',
  friday: 'vendredi',
  saturday: 'samedi',
  sunday: 'dimanche',
  two: 'deux',
  three: 'trois',
  four: 'quatre',
  five: 'cinq',
  seven: 'sept',
  ten: 'dix',
  thirty: 'trente',
  billing: 'facture|factures|facturation|paiement|paiements',
  bug: 'bug|bugs|bogue|bogues',
  complained: `plaint|plaints|se plaint|signale|ecrit|s est plaint|demande|se plaignent|ralent|rale|ont signale|a signale
    |signalent|nous a ecrit|se plaindre|rouspete|rouspetent|remonte|remontes|remonter|ecrivent|nous ont ecrit|demandent|reclame
    |reclament`,
  untouched: `pas bouge|oublies|oublie|sans activite|sans mise a jour|trainent|traine|prennent la poussiere|dorment|dort
    |au point mort|pas bouge depuis|n ont pas bouge|n a pas bouge|sans nouvelles|bloques depuis|laisse de cote|laisses de cote
    |abandonnes|stagnent|stagne|inactifs|en sommeil|oubliee|oubliees`,
  snoozed: 'en veille|reportes|mis en veille',
  write: `ferme le|ferme la|fermez|supprime|supprimez|assigne|attribue|donne|envoie|reponds|cloture|cree|oublie|ignore|efface
    |efface tout|change|ferme tous|ferme toutes|ferme les|ferme moi|cloture tous|envoie un`,
  assign_to: 'assigne|attribue|donne',
  to: 'a',
  resolve_it: 'resous|resoudre|mets en resolu',
  close_it: 'ferme|fermer|cloture|cloturer|clos',
};
