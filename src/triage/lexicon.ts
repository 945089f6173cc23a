/**
 * Words of one meaning in Indonesian, English, Javanese and in the way people type: few rows say much more when the model reads
 * "enak" and "tasty" as the same. The model learns what each meaning tells; this page only says which words share one.
 */

/** Meanings: their words. A `+` or `-` before the name says that it is meant well or badly by itself. */
const meanings: Readonly<Record<string, string>> = {
  '+tasty':
    'enak lezat sedap gurih nikmat maknyus mantap mantab mantul endes endeus nendang seger segar tasty delicious yummy savory flavorful scrumptious tender juicy crispy renyah empuk lembut legit sedep wenak uenak enyak nyaman fresh appetizing mouthwatering delight delightful mouthful rich flavour flavorsome aromatic aroma spiced creamy crunchy authentic sambalnya pedasnya krispi mantull ngeunah raos eco nikmatnya lezatnya',
  '+good':
    'bagus baik apik oke ok okay oki good nice fine decent well better sip siip sae becik lumayan positif positive worthy layak cocok pas suitable proper solid rapi tertata unggul berkualitas quality nicely goods superior premium neatly interesting pretty correct properly capable competent complete lengkap komplit banyak variatif beragam variety various unique unik special spesial spesialnya khas elegan elegant modern canggih inovatif innovative efektif efisien effective efficient adil fair bijak wise cerdas smart pintar pinter clever canny',
  '+great':
    'keren hebat luar mantap mantep mantul top jos joss josss gokil terbaik best great excellent awesome amazing wonderful fantastic superb perfect sempurna brilliant outstanding incredible kece ajib ajaib dahsyat istimewa juara favorit favorite favourite paling mancap memuaskan impressive spektakuler stunning remarkable cakep mempesona menakjubkan epic greatest finest marvelous magnificent phenomenal exceptional extraordinary flawless ideal hebatnya salut respect bravo kudos wow amazed fabulous terrific splendid legendary priceless gem josh edan gendeng huebat',
  '+love':
    'suka cinta sayang demen senang seneng doyan love loved loving like liked likes adore enjoy enjoyed fond kangen rindu tresna seneng menyukai fans fan addicted ketagihan nagih gemar favor favors treasure cherish admire admired adores lover passionate kesukaan disukai dicintai tertarik interested attracted kecintaan',
  '+happy':
    'bahagia gembira happy glad puas satisfied pleased delighted bangga proud bersyukur syukur alhamdulillah grateful terharu terhibur lega senangnya excited antusias ceria ria kagum takjub impressed joy joyful cheerful cheers hopeful thrilled content contented relieved blessed lucky beruntung bungah seneng gumbira marem optimis optimistic proudly smile senyum tersenyum celebrate enjoyable pleasant pleasure pleasing fulfilling memuaskan gratitude',
  '+thanks':
    'terima kasih makasih makasi trims thx thanks thank tq suwun nuwun matur maturnuwun tengkyu thankyou trimakasih terimakasih tks hatur',
  '+helpful':
    'membantu terbantu helpful helps helped bermanfaat manfaat useful berguna informatif informative solutif responsif responsive sigap cekatan jelas clear memudahkan praktis practical inspiratif inspiring mendidik edukatif supportive support mendukung dukung assist assisted solution solusi guide membimbing mempermudah benefit beneficial keuntungan educational insightful easy easily mudah gampang simple simpel convenient handy accessible guampang',
  '+kind':
    'ramah sopan friendly polite kind courteous hospitable murah-hati grapyak sumeh santun welcoming attentive sabar patient profesional professional helpfull perhatian generous gentle warm caring thoughtful accommodating humble baiknya helpfulness respectful santunnya ramahnya friendliness smiling hospitality',
  '+clean':
    'bersih rapi clean neat tidy resik wangi harum higienis hygienic terawat cleanliness spotless pristine kebersihan bersihnya kinclong',
  '+cosy':
    'nyaman adem sejuk tenang asri cozy cosy comfortable comfy peaceful homey relaxing betah teduh romantis romantic santai luas spacious strategis strategic indah beautiful cantik pretty gorgeous lovely elok ayu lucu cute imut gemes estetik aesthetic instagramable atmosphere ambience ambiance scenic scenery breathtaking calm quiet cool airy charming picturesque panoramic pemandangan nuansa nuansanya suasananya instagrammable view views beauty keindahan keren apik',
  '+cheap':
    'murah terjangkau hemat cheap affordable inexpensive economical worth worthit irit ekonomis merakyat bersahabat diskon discount promo reasonable mirah',
  '+fast': 'cepat cepet kilat gercep fast quick quickly prompt promptly swift lancar smooth smoothly tepat ontime',
  '+recommended':
    'rekomendasi rekomen rekomended recommended recommend recommends rekomendasikan recomended recomend wajib must langganan repeat balik',
  '+success':
    'berhasil sukses menang juara success successful win winning won selamat congrats congratulations maju berkembang meningkat prestasi lulus untung achieve achieved achievement improve improved improving improvement progress growth grow peningkatan kemajuan unggul champion medal medali emas victory triumph berjaya sejahtera prosperous mewujudkan diresmikan',
  '+funny':
    'lucu ngakak kocak wkwk wkwkwk haha hahaha hehe lol funny hilarious seru asik asyik asyiik menarik fun interesting entertaining exciting',
  '+loyal':
    'setia percaya terpercaya amanah jujur trusted trust reliable honest aman safe andalan awet tahan durable kuat strong honesty integrity sincere tulus ikhlas consistent konsisten faithful dependable solidaritas dedication berdedikasi professionalism tangguh',
  '-bad':
    'jelek buruk payah parah ancur hancur bad poor terrible horrible awful worst worse dreadful lousy crappy crap ala elek bosok bapuk ampas sampah trash garbage rubbish zonk kacau ngaco amburadul berantakan mess messy negatif negative suck sucks mediocre badly inferior subpar pathetic atrocious abysmal dismal unacceptable inadequate insufficient mediocrity minus minusnya jeleknya burukanya elik pait shabby ugly unpleasant uncomfortable inconvenient unsatisfactory worthless useless pointless percuma sia abal murahan memprihatinkan dangkal',
  '-tasteless':
    'hambar anyep tawar asin kemanisan basi tengik alot keras gosong mentah amis bau tasteless bland salty stale tough burnt raw undercooked overcooked greasy smelly stink stinks soggy pahit bitter keasinan eneg mual nek unappetizing flavorless watery dry cold dingin lembek benyek keringnya amisnya sepo anta rancid spoiled rotten busuk kecut asem bantat hambarnya asinnya',
  '-disappointed':
    'kecewa mengecewakan disappointed disappointing disappointment nyesel menyesal kapok regret sesal gagal fail failed failure sedih sad galau nangis menangis cry prihatin getun kuciwa unhappy dissatisfied unsatisfied letdown malas males bosan bored boring jenuh mboseni sadly disheartening discouraged hopeless kecewanya sedihnya nelangsa susah ati tears heartbroken lonely regrettable pity kasihan mengenaskan miris ironis putus asa depressed tired capek lelah exhausted kesel miserable sucks gelo',
  '-angry':
    'marah kesal kesel jengkel sebal sebel emosi geram benci hate hated angry annoyed annoying upset furious mad muak gondok dongkol nesu mangkel gregetan frustrating frustrated gedeg anjir bangsat bego goblok tolol bodoh stupid idiot dumb sialan rage outraged offended insult insulted hina menghina dihina kecam mengecam dikecam caci maki makian sinis nyinyir kurangajar brengsek kampret taik tai asu jancok fuck fucking shit damn hell ridiculous nonsense absurd disgrace shame shameful malu memalukan keterlaluan ngawur ngaco bacot norak lebay alay mbelgedhes fed',
  '-broken':
    'rusak cacat pecah retak bocor sobek robek penyok mati error eror bug ngebug hang lemot macet gangguan trouble broken damaged defective crack cracked torn leak leaking dead faulty crash crashes crashed buggy glitch rosak melempem copot luntur lecet mogok down glitchy stuck nyangkut unusable unstable failing fails failure disconnect disconnected lagging lag lags hangs freeze frozen offline unreachable inaccessible terputus putus lowbat gagal unable impossible gabisa ggl macetnya rusuh jebol ambrol korslet',
  '-slow':
    'lama lambat lelet lemot telat molor terlambat slow slowly late delay delayed slooow suwe nunggu menunggu waiting antri antre queue lamban pending tertunda ngaret slowest sluggish lengthy long hours berjam lambatnya leletnya lamanya molornya overdue unresponsive postponed suwene',
  '-expensive':
    'mahal kemahalan overpriced expensive pricey costly larang boros mahalnya pricy ngelarangke pemborosan expensively mahalan memberatkan mencekik costing kantong kering boncos',
  '-rude':
    'jutek judes kasar cuek galak sombong ketus rude unfriendly impolite arrogant ignorant ignored ignore dicuekin diabaikan cemberut nyolot songong mengabaikan acuh unhelpful unprofessional inhospitable indifferent careless reckless ceroboh sembarangan sembrono selfish egois sombongnya discriminate discrimination diskriminasi bias racist rasis bully hostile unkind uncaring neglect neglected lalai',
  '-dirty':
    'kotor jorok kumuh bau dirty filthy disgusting gross jijik reged lalat kecoa semut debu sempit cramped noisy berisik bising panas gerah pengap crowded sumpek gelap dusty hot',
  '-wrong':
    'salah keliru wrong incorrect mistake kurang kurangnya missing hilang lost tertukar beda different ketinggalan luput lupa kosong empty habis incomplete expired kadaluarsa kadaluwarsa error inaccurate incorrectly mistaken unfair injustice tidakadil ngawur invalid violate violation melanggar pelanggaran illegal ilegal lack lacking lacks shortage minim less fewer weak lemah weakness kelemahan bocor unclear ambigu',
  '-cheat':
    'penipu penipuan tipu nipu bohong palsu scam fraud fake lie liar curang menipu ditipu ngapusi korupsi koruptor corruption hoax bohongi maling cheat cheated misleading deceive deceived deceptive dishonest manipulate manipulasi manipulatif betray betrayed khianat bribe suap disuap corrupt corrupted stolen steal thief thieves rob robbed rampok copet pencuri curi dicuri mencuri provokasi fitnah slander',
  '-problem':
    'masalah kendala keluhan komplain complain complaint problem problems issue issues trouble sulit susah ribet repot hard difficult complicated bingung confused confusing rugi loss refund kembalikan susahnya difficulty difficulties obstacle hassle nightmare chaos chaotic crisis krisis deficit defisit inflation debt utang hutang bangkrut bankrupt anjlok merosot menurun turun decline declined loses lose lost kalah kekalahan kerugian burden beban unrest polemik konflik conflict dispute sengketa ricuh rusuh demo protest',
  '-harm':
    'sakit bahaya berbahaya mati meninggal tewas korban kecelakaan banjir bencana kebakaran kejam jahat sick danger dangerous harm hurt killed death died dead victim accident disaster kill cruel perang war bom teror takut afraid scared khawatir worried worry cemas stres stress injured injury luka terluka suffer suffering menderita pain painful sakitnya disease penyakit virus wabah racun beracun toxic poison poisoned pollution polusi limbah damage damaged destroy destroyed hancurkan violence kekerasan abuse abused perkosa rape murder pembunuhan membunuh dibunuh arrest arrested ditangkap tersangka penjara jail terorisme teroris threat ancaman mengancam longsor gempa tsunami macan kebanjiran anxiety anxious gelisah resah ngeri horor seram',
  '-blame':
    'tolong mohon please parah cabut tuntut lapor protes mengeluh tanggungjawab bertanggung responsibility menolak tolak reject rejected ditolak dibatalkan cancel cancelled batal denda',
  not: 'tidak tak gak ga nggak ngga enggak engga kagak kaga ndak gk g tdk tdak bukan bkn belum blm blum ora mboten jangan jgn tanpa not no never dont doesnt didnt isnt wasnt arent wont cant cannot couldnt wouldnt shouldnt aint without none nothing nope dudu durung ojo aja nda kagak nggk gag neither nor hardly barely',
  very: 'sangat banget bgt bngt bener benar sekali amat very really so too super extremely totally absolutely pol tenan nemen terlalu paling quite truly parah abis bangettt pisan beneran sungguh highly',
  but: 'tapi tp tetapi namun cuma cuman sayangnya sayang hanya but however although though only unfortunately meski walau walaupun ning nanging sanajan',
  ask: 'apa apakah gimana bagaimana gmn gmana kapan kpn dimana mana kenapa knp mengapa siapa berapa brp apaan kah bisakah bolehkah adakah what how when where why who which whose can could does do is are may should piye pripun endi ngendi pira pinten opo nopo kapan kok emang apkah bgmn gimna',
  price:
    'harga hrg price prices cost costs biaya tarif ongkir ongkos shipping fee rate brp berapa berapaan pl pricelist regane regi pira nego diskon bayar pay payment cod transfer tf rekening dp cicil cicilan installment invoice',
  order:
    'pesan pesen order orders ordered beli buy mau minta want like checkout co keep booking book reserve reserved reservasi kirim dikirim ship deliver delivery pengiriman ready stok stock restock preorder po available tersedia size ukuran warna pcs porsi bungkus box kotak lusin dozen take ambil tumbas tuku ngersakaken antar catering sewa rent stock kilo kg gram jasa paket nambah purchase',
  idea: 'saran usul ide masukan sebaiknya mending semoga mungkin gimana kalau kalo coba bikin adain tambahin tambah suggestion suggest idea maybe perhaps would could should wish hope hopefully please add consider request feature fitur next lain kali mbok usulan coba buka sediain alangkah andai seandainya usulku better kasih dibikin diadakan collab kolaborasi konten bahas tutorial',
  greet:
    'halo hai hi hey hello hallo pagi siang sore malam morning afternoon evening night selamat assalamualaikum asalamualaikum waalaikumsalam salam sugeng kenal kulo kabar permisi punten hadir greetings howdy monggo enjing dalu met good weekend nyimak absen mampir welcome kulonuwun ramadan lebaran natal',
  money:
    'duit uang dana saldo modal cuan profit income cash money jt juta rb ribu rupiah dollar investasi invest trading kripto crypto bitcoin pinjaman pinjol loan kaya rich gaji bonus hadiah giveaway gratis free klaim claim untung passive penghasilan',
  lure: 'gacor maxwin slot jackpot jp scatter zeus petir togel toto bet betting casino kasino judi poker depo deposit wd withdraw rtp spin spins winrate pragmatic mahjong olympus link klik click bio subscribe subscribers followers follower follow visit daftar join gabung dm wa channel grup password akun account verify promo kode code referral viral bokep',
  self: 'saya aku gue gw gua ane kami kita i me my we our us im ive aq sy kulo aku',
  you: 'kamu anda kalian lu lo elu kak kakak min admin mimin mas mbak bang bro sis gan om tante pak bu you your yours u team tim ownernya owner',
  wait: 'nunggu tunggu menunggu ditunggu waiting wait kapan until masih still belum yet sampai sampe lagi ago kemarin yesterday minggu week bulan hari days',
  ours: 'kita nonton baca sehari ngopi kopi tadi barusan besok kemarin weekend rumah kantor sekolah jalan hujan today watching reading going',
}

const suffixes = /(?:nya|kah|lah|ku|mu|an|ing|ed|ly|s|e)$/

const meaningsOf = new Map<string, string[]>()
for (const [meaning, words] of Object.entries(meanings))
  for (const word of new Set(words.split(' '))) meaningsOf.set(word, [...(meaningsOf.get(word) ?? []), meaning])

const none: readonly string[] = []

/** The meanings of a word, those that are meant well or badly with `+` or `-` before; none where it is not known. */
export function meaningsOfWord(word: string): readonly string[] {
  return meaningsOf.get(word) ?? meaningsOf.get(word.replace(suffixes, '')) ?? none
}

/** Whether a word turns the next ones into their opposite. */
export function negates(word: string): boolean {
  return meaningsOf.get(word)?.includes('not') ?? false
}
