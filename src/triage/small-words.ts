/** The small words that a language can't do without, and that no other of these has: they tell it in a few letters. */

const smallWords: Readonly<Record<string, string>> = {
  id: 'yang yg dan dengan dgn untuk utk dari dr ini itu tidak tdk gak ga nggak ngga enggak sudah udah udh sdh belum blm ada bisa akan juga jg saya aku kamu kita kami dia mereka karena krn kalau kalo klo tapi tp atau sangat banget bgt sekali lagi lg saja aja sama sm jadi jd buat bikin kenapa bagaimana gimana gmn kapan berapa dong deh sih kok kan nih tuh kak kakak bang mas mbak pak bu min admin pada ke di nya oleh seperti kayak harus mau masih pernah baru dulu setelah sebelum semua banyak lebih kurang benar bener sampai sampe tolong mohon terima kasih makasih selamat bukan jangan apakah apa siapa dimana mana gue gw lu lo punya punyaku datang dapat dapet',
  en: 'the and is are was were you your yours this that these those with for from have has had not dont doesnt didnt cant wont isnt will would could should can do does did what when where why who how which there their they them he she his her its it we our us i my me im ive to of in on at by as or but so if then than because about just very really too please thanks thank still been being be an get got here only any some more most much many out up over after before again ever never always',
  jv: 'aku kowe sampeyan panjenengan kulo kula awake dewe dheweke iki kuwi iku niki niku kae kene kono kana ora mboten dudu durung dereng wis wes sampun uwis lan karo kalih kaliyan nanging ning yen lek nek menawa amarga mergo merga soale arep ajeng bade sing seng ingkang nang ning neng menyang marang saka seka saking kanggo kangge dinggo piye pripun opo nopo apa sopo sinten ngendi endi kapan pira piro pinten kok yo nggih inggih tenan temen banget pisan apik becik elek enak wenak tuku tumbas mangan maem dhahar ngombe turu sare lunga tindak teka rawuh iso isa saged gelem purun ojo aja ngerti ngertos mangertos omah griya bocah lare wong tiyang akeh kathah sithik sekedhik gedhe ageng cilik alit suwun nuwun matur monggo mangga sugeng rego rega regane anyar lawas maneh malih meneh mung namung mlaku mlampah dolan nyambut gawe ngono ngene koyo kaya kados kabeh sedoyo sedaya isih taksih gek lagi pancen mugi muga mbok to je ki kih ndak ndek mbiyen riyin saiki sakniki mengko mangke sesuk mbenjing wingi jenenge jeneng asmane rasane regine dadi dados entuk angsal pengen kepingin',
}

const languagesOf = new Map<string, string[]>()
for (const [language, words] of Object.entries(smallWords))
  for (const word of new Set(words.split(' '))) languagesOf.set(word, [...(languagesOf.get(word) ?? []), language])

const none: readonly string[] = []

/** The languages whose small word this is; none where it is no small word. */
export function smallWordOf(word: string): readonly string[] {
  return languagesOf.get(word) ?? none
}
