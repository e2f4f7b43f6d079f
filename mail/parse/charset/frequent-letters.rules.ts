/** Frequent characters by script, and the letters beyond ASCII that languages use: enough to tell which reading of bytes is language. */
export const frequentHan = new Set(
  // Simplified and traditional: the commonest words, surnames, and what subjects of business mail are made of.
  '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运笔转料请您谢邮附测试件单价订购货询票合同报表客户服务售支持问题' +
    '這個們來為國說時會對於著發後裡過學現當沒動還進樣開從實無與長機關點業將兩間問應戰頭體見產結電報給題條員認氣爾別變總數幾論處義務場計資許統區隊決馬書則聽達強難權設記類據邊張該規萬覺術領確傳師觀讓識帶導爭運轉請您謝郵測試單價訂購貨詢票約戶聯絡週' +
    '李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文明伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛超霞平刚桂',
);

/** Kanji that Japanese business mail and names are made of; beside them kana tell Japanese. */
export const frequentKanji = new Set(
  '太郎子美一二三真由恵健日本人大年一中会国社事者時分生東上行出入山田中村林木川口井野原佐藤高橋鈴渡辺伊小加吉松石森池阿部島前後部品株式件名様御連絡確認願申送信受注文見積書請求依頼問合対応資料添付回答重要至急業務担当営理開発製作技術情報会議予定変更完了報告障害故障',
);

/** Commonest syllables of Korean. */
export const frequentHangul = new Set(
  '이다는을의에가고하지기로한은를서도사리어인아시대나정자해그일수라과있보게부들상것주전으원제면장스여관구무안동소오경공성인조신우위의화비세만니요습합문메회내용확요청드립김박최윤임한오서신권황송류홍유계입거체견적테트등록안녕님감사견적받답변처파일첨발생품',
);

export const frequentCyrillic = new Set('оеаинтсрвлкмдпуяыьгзбчйхжю');
export const otherCyrillic = new Set('шцщэфъёіїєґѓќџљњјћђўѐѝ');
export const frequentGreek = new Set('αοιετσνηυρπκμλςωάόίέήύώ');
export const frequentHebrew = new Set('יוהלאתמרבשנםקדכעחפ');
export const frequentArabic = new Set('اليمونرتبةعدسفهكقحجأشطصخضءذ');

export const frequentThai = new Set('กงจชดตถทธนบปผพภมยรลวสหอขคซเแโใไาำะัิีึืุู็่้์ญณศษ');

/** Commonest pairs of letters of Russian and its neighbours, Greek, Hebrew and Arabic: code pages that only permute an alphabet lack them. */
export const frequentPairs = new Set(
  (
    'ст но ен то на ов ни ра во ко ро ре ли пр по не ер ос ал го от та ан ес ка ле ло де ом ор ол он ет ел те ит ва ас ат ть ия ие ый ой ог за ки ск ми им ин ле ть ри ве ам бо до об тр че чт пе да ла ем ри ав ин ар се со ча мо ди ив ев ви сл зд ра жд вы ту ус уж ще ще ик ня ят ая ач ви иц ге ги ор ед ше щи чё ой сп др вс ' +
    'ου αι το ει τη ος ης στ να κα τα εί ερ ον ατ τι πο αν ια ντ με απ εν σε αρ ρα ργ γι ικ ωσ ες ές έχ δε εκ εκ τυ υπ ωτ τή ήσ ώρ ώς ετ αλ λε ιτ μα ις ' +
    'ים ות של לא את על הי יו ני מו הו בי לי תי מה הת הע המ הא שה כה הנ בה לה ית אל עו ' +
    'ال لا في من ما ها ات ية ين ول ان ار ست را نا طا تع عم لم مح حم مد عة با '
  )
    .trim()
    .split(' '),
);

/** Letters of languages in Latin script that are not ASCII, each with what its rarity costs it when two languages fit the same bytes. */
export const latinProfiles: readonly { letters: ReadonlySet<string>; cost: number }[] = [
  { letters: new Set('äöüßÄÖÜ'), cost: 0 },
  { letters: new Set('éèàçêùâîôûëïœæÉÈÀÇÊÂÎÔ'), cost: 0 },
  { letters: new Set('áéíóúñüÁÉÍÓÚÑ¿¡ºª'), cost: 0 },
  { letters: new Set('ãõçáéíóúâêôàÃÕÇÁÉÍÓÚÂÊÔÀºª'), cost: 0 },
  { letters: new Set('åäöéÅÄÖÉ'), cost: 0 },
  { letters: new Set('æøåéÆØÅ'), cost: 0 },
  { letters: new Set('àèéìòùÀÈÉÌÒÙ'), cost: 0 },
  { letters: new Set('ąćęłńóśźżĄĆĘŁŃÓŚŹŻ'), cost: 0.02 },
  { letters: new Set('áčďéěíňóřšťúůýžÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ'), cost: 0.02 },
  { letters: new Set('áäčďéíĺľňóôŕšťúýžÁÄČĎÉÍĹĽŇÓÔŔŠŤÚÝŽ'), cost: 0.03 },
  { letters: new Set('áéíóöőúüűÁÉÍÓÖŐÚÜŰ'), cost: 0.02 },
  { letters: new Set('čćđšžČĆĐŠŽ'), cost: 0.03 },
  { letters: new Set('ăâîșțşţĂÂÎȘȚŞŢ'), cost: 0.03 },
  { letters: new Set('çğıöşüâîÇĞİÖŞÜ'), cost: 0.02 },
  { letters: new Set('ąčęėįšųūžĄČĘĖĮŠŲŪŽ'), cost: 0.05 },
  { letters: new Set('āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽ'), cost: 0.05 },
  { letters: new Set('õäöüšžÕÄÖÜŠŽ'), cost: 0.05 },
  { letters: new Set('áéíóúýþæöðÁÉÍÓÚÝÞÆÖÐ'), cost: 0.08 },
  { letters: new Set('ăâêôơưđáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ'), cost: 0.08 },
];

/** Signs that people really type, in any language. */
export const typedSigns = new Set('“”‘’„‚«»–—…•€£©®°§´·«»±²³µ½¼×\u00a0№™');
