/**
 * Whether an answer of ours promises something that is still to be done ("nanti kami kabari", "we'll look into it"), by phrases of both
 * languages: no data set may teach it. What is done already, asked, or wanted of the other is no promise.
 */

const doing =
  'cek|ngecek|periksa|kabari|kabarin|kabar|info|infokan|infoin|beri tahu|kasih tahu|kasih tau|kirim|kirimkan|kirimin|kirimi|balas|bales|balesin|jawab|jawabin|ganti|gantiin|perbaiki|benerin|betulkan|betulin|refund|kembalikan|balikin|bahas|umumkan|umumin|posting|upload|unggah|naikin|tayangkan|tanya|tanyakan|tanyain|teruskan|terusin|sampaikan|sampein|cari|carikan|cariin|proses|hubungi|telepon|telpon|update|pelajari|siapkan|siapin|follow up|tindak lanjuti|tindaklanjuti|catat|masukkan|masukin|bikin|bikinin|buatkan|buatin|jadwalkan|diskusikan|rapatkan|lihat|liat|konfirmasi|coba|cobain|antar|anter|ambil|bantu|koordinasikan|evaluasi|tambah|tambahkan|tambahin|adakan|adain|booking|bookingkan|keep|keepin|simpan|simpenin|jenguk|datangi|temui|jahitin|ubah|revisi|pertimbangkan|usahakan|upayakan|tinjau|redesign|prepare|schedule|check|send|share|dm|kontak|reply|restock|kerjakan|kerjain|urus|tuntaskan|selesaikan|beresin|lengkapi|tampung|ajukan|suruh|minta|mintakan'
const us = 'kami|kita|saya|sy|aku|gue|gua|gw|tak|admin|mimin|tim(?: kami)?|petugas(?: kami)?|teknisi|staf|kulo|kula'
const soon =
  'akan|bakal|segera|nanti|ntar|tar|nti|besok|bsk|lusa|setelah|begitu|kalau sudah|benjing|dinten|badhe|bade|arep|tomorrow|tonight|sebentar|bentar|secepatnya|menyusul|dulu|minggu depan|bulan depan|pekan depan|malam ini|sore ini|siang ini|hari ini|mengko|engko|sesuk|mangke|senin|selasa|rabu|kamis|jumat|sabtu|minggu|next week'

/** A clause that says any of these promises nothing: it is done, asked of the other, or asked. */
const past =
  /\b(?:sudah|udah|udh|dah|sdh|telah|barusan|tadi|kemarin|kemaren|wis|wes|sampun|already|just (?:sent|did|fixed|checked)|yesterday|last (?:week|month|night|june|year))\b/
const ofTheOther =
  /^(?:silakan|silahkan|mohon|harap|tolong|coba|please|could you|can you|would you|will you|do you|did you|feel free|let me know|let us know|jangan lupa|monggo)\b|\bkabari kami\b|\bhubungi kami\b|\bkami tunggu\b/

const indonesian: readonly RegExp[] = [
  new RegExp(
    `\\b(?:${us})(?: (?:akan|bakal|segera|coba|langsung|bantu|pasti|usahakan|mau|nanti|lagi|sedang|masih|juga|dulu|ajukan))* (?:${doing})(?:nya)?\\b`,
  ),
  new RegExp(`\\b(?:${soon})\\b.{0,30}\\b(?:${us})\\b (?!tunggu|tutup|buka|libur)\\w{3,}`),
  new RegExp(`\\b(?:${us}) (?!tunggu|tutup|buka|libur)\\w{3,}\\b.{0,30}\\b(?:${soon})\\b`),
  new RegExp(`\\b(?:${soon})\\b(?!.*\\b(?:aja|saja|bisa|boleh)\\b).{0,40}\\b(?:di)?(?:${doing})\\b`),
  new RegExp(`\\b(?:di)(?:${doing})\\b.{0,30}\\b(?:${soon})\\b`),
  new RegExp(`\\b(?:${doing})\\b (?:dulu|bentar|sebentar|secepatnya|segera)\\b`),
  /\b(?:akan|bakal) (?:ada|menemui|datang|turun|kembali|hadir|men\w+|mem\w+|me\w+|di\w+)\b/,
  /\blagi (?:di\w+|proses|nyiapin|ngerjain|nunggu konfirmasi)\b.*\b(?:besok|nanti|segera)\b/,
  /\b(?:noted|dicatat|kami catat|masuk list|tunggu kabar|tunggu update|ditunggu update|ditunggu kabar|menyusul)\b/,
]

const english: readonly RegExp[] = [
  /\b(?:i|we|our (?:team|shop|store)|someone|somebody|the team|a colleague)(?:ll| will| shall)\b(?! (?:never|not see))/,
  /\b(?:im|i am|were|we are) (?:going to|retraining|gonna|on it|checking|looking|asking|working|fixing|sending|collecting|investigating|preparing|chasing|sorting|writing|planning|adding|passing|forwarding|coming back)\b/,
  /\b(?:let me|lemme|allow me to) (?:check|look|ask|see|find|get|dig|confirm|talk|know when|think|try|call|pass|forward|send)\b/,
  /\bwill (?:be (?:fixed|posted|refunded|sent|shipped|replaced|added|back|in touch|online|live|with you|looked|updated|answered|announced|published|on its way)|get back|reach out|follow up|contact|call you|write|send|come)\b/,
  /\b(?:brb|on our list|on my list|on the list for|give (?:me|us) (?:until|\d+ (?:minutes|hours|days)|a (?:minute|moment|second|sec|day))|hang on|stay tuned|(?:coming|back) (?:soon|to you|this week|next week|tomorrow|tonight)|more (?:on that )?(?:soon|tomorrow)|is on us|be right back|get it sorted|promise)\b/,
  /\byoull (?:get|have|hear|receive) .{0,40}\b(?:from (?:me|us)|tomorrow|today|soon|by|in a|within)\b/,
  /\b(?:goes|go) (?:online|live|up|out) (?:on|tomorrow|tonight|this|next)\b/,
  /^(?:booking|sending|checking|fixing|adding|forwarding|passing|asking|looking) (?:you|it|this|that|into|now|your|our)\b/,
]

/** The other is asked to wait for what we do; that may stand in several clauses. */
const waitsForUs =
  /\bditunggu\b.*\b(?:besok|nanti|malam ini|sore ini|hari ini|minggu ini)\b|\bberi (?:kami|saya) waktu\b/

/** So many UTF-16 units of an answer are read. */
const mostRead = 4_000

const plain = (text: string) => text.slice(0, mostRead).toLowerCase().replace(/['’‘]/g, '')
const trimmed = (one: string) => one.replace(/\s+/g, ' ').trim()

/** Sentences of a text in lower case, each with the mark that ends it, and without apostrophes. */
const sentencesOf = (text: string): string[] => (plain(text).match(/[^.!?;\n]+[.!?;\n]?/g) ?? []).map(trimmed)

/** The same, also apart at commas. */
const clausesOf = (text: string): string[] => (plain(text).match(/[^.!?;\n,]+[.!?;\n,]?/g) ?? []).map(trimmed)

const promises = (clause: string): boolean =>
  !clause.endsWith('?') &&
  !past.test(clause) &&
  !ofTheOther.test(clause) &&
  [...indonesian, ...english].some((phrase) => phrase.test(clause))

/** Whether this answer says that something is still going to be done by whoever writes it. */
export function promisesSomething(text: string): boolean {
  return clausesOf(text).some(promises) || sentencesOf(text).some((one) => waitsForUs.test(one) && !one.endsWith('?'))
}
