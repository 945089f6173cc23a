/**
 * What every Indonesian text says: words that tell no article from another. PostgreSQL leaves out those of English by itself, and has
 * none of Indonesian. From the closed classes of the language (Alwi et al., Tata Bahasa Baku Bahasa Indonesia): pronouns,
 * prepositions, conjunctions, particles, and what stands for numbers and time.
 */
export const oftenSaid: ReadonlySet<string> = new Set(
  `ada adalah agar akan aku amat anda antara apa apabila apakah apalagi atas atau bagai bagaimana bagi bahkan bahwa banyak baru
  bawah beberapa begini begitu belum berada berbagai beri berikut bersama bila bisa boleh buat bukan cara cukup cuma dahulu dalam
  dan dapat dari daripada datang demi demikian dengan depan di dia diri dua dulu empat enam engkau enggak gak ganti hal hampir hanya
  harus hari hendak hingga ia ialah ini itu jadi jangan jika juga kadang kalau kali kalian kami kamu karena kata ke keempat kepada
  kenapa ketiga ketika kini kita lagi lain lalu lama lebih lewat lima luar maka mana masih maupun melainkan melalui mereka meski
  meskipun mungkin namun nanti nya oleh orang pada padahal paling para pasti per perlu pernah pertama pula pun punya saat saja salah
  saling sama sambil sampai samping sana sangat satu saya sebab sebagai sebagian sebelum sebuah secara sedang sedikit segala segera
  sehingga sejak sekali sekarang sekitar selain selalu selama seluruh sementara semua sendiri seorang seperti serta sering sesuatu
  sesudah setelah setiap siapa sini situ suatu sudah supaya tadi tahu tahun tak tanpa tapi telah tempat tengah tentang tentu tersebut
  tetap tetapi tiap tidak tiga tinggal untuk waktu walau walaupun yaitu yakni yang`
    .split(/\s+/)
    .filter(Boolean),
)
