/** How servers say in their own words that a mail was not, or not yet, delivered: lower case, compared without accents, separated by `|`. */
const noticePhrases: readonly string[] = [
  'could not be delivered|could not deliver|cannot be delivered|was not delivered|has not been delivered|unable to deliver',
  "wasn't able to deliver|delivery has failed|delivery failed|delivery to the following|did not reach the following|undeliverable",
  "undelivered|delivery failure|not be delivered|couldn't be delivered|failed to deliver|error occurred while|permanent fatal errors",
  'had delivery problems|delivery status notification|error message below|failed addresses|failure reasons|returned to you',
  'returned to sender|message was rejected|transcript of session|delivery attempt|invalid final delivery|user mailbox exceeds',
  'recipient was not found|unknown user|user unknown|no such user|error delivering your mail|konnte nicht zugestellt|nicht zustellbar',
  "unzustellbar|zustellung fehlgeschlagen|nicht zugestellt werden|konnte nicht ausgeliefert|n'a pas pu etre remis",
  "n'a pas pu etre distribue|n'a pas pu etre delivre|non remis|echec de la remise|impossible de remettre|non distribue",
  'no se pudo entregar|no ha podido ser entregado|no se ha podido entregar|no pudo ser entregado|error en la entrega',
  'non e stato possibile consegnare|mancata consegna|mancato recapito|non recapitabile|impossibile recapitare|nao pode ser entregue',
  'nao foi possivel entregar|kon niet worden bezorgd|kan niet worden bezorgd|onbestelbaar|niet worden afgeleverd|kunde inte levereras',
  'kunne ikke leveres|ei voitu toimittaa|nie mogla zostac dostarczona|nie mozna dostarczyc|nie zostala dostarczona|nelze dorucit',
  'nebylo mozne dorucit|nem sikerult kezbesiteni|nu a putut fi livrat|не может быть доставлено|не было доставлено',
  'не удалось доставить|недоставлен|не доставлено|не вдалося доставити|teslim edilemedi|iletilemedi|送信できませんでした|配信できませんでした|配信不能',
  '届けることができません|无法送达|無法傳送|退信|投递失败|전달되지 않았습니다|전송하지 못했습니다',
];

/** The same as a list. */
export const noticeWords: readonly string[] = noticePhrases.flatMap((phrases) => phrases.split('|'));
