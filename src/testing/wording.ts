import type { Language } from '../core/words.ts'

/** Words that people guess at, and what is said in their place. */
export interface Unsaid {
  /** Whole words or phrases, parted by `|`; a `*` at the end stands for any ending. */
  not: string
  say: string
  why: string
  /** Phrases in which the word is right. */
  except?: readonly string[]
  /** Only where the place's name begins so: a room of the panel's words, a file. */
  only?: readonly string[]
}

/**
 * What the program never says to people, in each language: words that a new user stumbled over, with the word of the trade.
 * `wording.test.ts` holds it against all that people read.
 */
export const unsaid: Record<Language, readonly Unsaid[]> = {
  en: [
    {
      not: 'namaanda*|halamananda*|kanalanda*|tokoanda*|situsanda*|contoh',
      say: 'yourname, yourpage …; example.com',
      why: 'a sample in another language is no sample',
    },
    { not: 'mend|mends|mended|mending', say: 'fix', why: 'nobody mends software' },
    {
      not: 'stand|stands|stood|standing',
      say: 'is, shows, is listed',
      why: 'the one verb of place of a translation',
      except: ['stands still', 'stand still'],
    },
    {
      not: 'let it be|let them be|leave it',
      say: 'skip',
      why: 'a button says what happens',
      except: ['leave it empty', 'leave it as'],
    },
    {
      not: 'let go|lets go|letting go|let it go|let everything go|let them go',
      say: 'resume sending; for missed posts: skip',
      why: 'two meanings, neither of them plain',
    },
    { not: 'at a time', say: 'schedule', why: 'the word of the trade' },
    { not: 'go on|goes on|going on|went on', say: 'continue; active; keep', why: 'translated' },
    { not: 'it is there', say: 'I’ve posted it', why: 'what is where?', only: ['posts.action'] },
    { not: 'by itself|by themselves|by yourself', say: 'automatic, automatically', why: 'translated' },
    { not: 'anybody of|everybody of|nobody else of', say: 'anyone on the team', why: 'people are on a team' },
    { not: 'anew', say: 'again, from scratch', why: 'bookish' },
    { not: 'taken before', say: 'already imported', why: 'taken by whom?' },
    { not: 'not right yet', say: 'needs fixing', why: 'says what to do' },
    { not: 'come round|comes round|came round|come round again', say: 'reshare', why: 'the word of the trade' },
    { not: 'nobody waits|who waits', say: 'nobody is waiting, who is waiting', why: 'it goes on now' },
    {
      not: 'waits for your look|for your look|without a look|wait for you|waits for you',
      say: 'needs your review',
      why: 'translated',
      except: ['waits for your decision', 'wait for your decision'],
    },
    { not: 'we hope you', say: 'someone asked … If it wasn’t you, ignore this.', why: 'coy about what matters' },
    { not: 'holds for', say: 'applies to', why: 'translated' },
    { not: 'leaving today|leaves today|leaves next', say: 'going out today, going out next', why: 'who leaves?' },
    { not: 'teaser|teasers', say: 'post for the article, suggested post', why: 'jargon' },
    { not: 'wording|wordings', say: 'version', why: 'jargon' },
    {
      not: 'rhythm|rhythms|cadence',
      say: 'schedule',
      why: 'a schedule is what it is; the command keeps its name',
      except: ['percakapan cadence', '## cadence'],
    },
    { not: 'post it yourself|assisted', say: 'post by hand', why: 'says who does what' },
    { not: 'rich text', say: 'visual editor', why: 'jargon' },
    { not: 'how it stands', say: 'status', why: 'the word of the trade' },
    { not: 'tell people', say: 'share', why: 'the word of the trade' },
    { not: 'find and do', say: 'search', why: 'the word of the trade' },
    {
      not: 'letter|letters',
      say: 'email; characters',
      why: 'mail that comes by wire is email; what is counted is characters',
      except: [
        'letter by letter',
        'letters, digits',
        'plain letters',
        'letters and digits',
        'to the letter',
        'capital letters',
        'a letter a month',
        'letters and numbers',
        'letter not sent',
      ],
    },
    {
      not: 'signs',
      say: 'characters, markup',
      why: 'a sign hangs over a door',
      except: ['signs in', 'signs you in', 'signs you out', 'signs out', 'and signs', 'what signs', 'no longer signs'],
    },
    { not: 'oops|successfully', say: 'what happened', why: 'PANEL.md' },
  ],
  id: [
    {
      not: 'yourname*|yourpage*|yourchannel*|yourshop*|yoursite*',
      say: 'namaanda, halamananda …; contoh.id',
      why: 'contoh dalam bahasa lain bukan contoh',
    },
    {
      not: 'huruf|huruf-huruf|hurufnya',
      say: 'karakter',
      why: 'spasi dan tanda baca ikut dihitung',
      except: [
        'huruf kapital',
        'huruf demi huruf',
        'huruf, angka',
        'huruf dan angka',
        'huruf biasa',
        'huruf miring',
        'huruf bacaan',
        'huruf besar',
        'huruf kecil',
        'huruf tebal',
      ],
    },
    { not: 'satuan', say: 'karakter; unit; periode', why: 'satuan apa?' },
    { not: 'tagar', say: 'label', why: 'tagar hanya untuk #', only: ['writing.', 'automatic.'] },
    {
      not: 'penulis kiriman|penulis jejaring|penulis {*|penulis x|penulis {{*',
      say: 'Buka … untuk mengirim; halaman kirim',
      why: 'penulis adalah orang',
    },
    {
      not: 'dengan izin di situs jejaringnya|izin di situs jejaringnya',
      say: 'masuk di situsnya',
      why: 'tidak dipahami',
    },
    { not: 'kata sandi khusus aplikasi|kata sandi aplikasi', say: 'sandi aplikasi', why: 'satu nama untuk satu hal' },
    {
      not: 'dengan tangan|dibantu|kirim sendiri|mengirim sendiri|mengirimnya sendiri|berpendamping',
      say: 'kirim manual',
      why: '“sendiri” berarti dua hal',
      except: ['dapat mengirimnya sendiri'],
    },
    { not: 'sendiri (api)', say: 'otomatis', why: '“sendiri” berarti dua hal' },
    { not: 'lewat halamannya', say: 'masuk di situsnya; lewat halaman kirimnya', why: 'halaman apa?' },
    { not: 'sampaikan|disampaikan|menyampaikan', say: 'bagikan', why: 'sampaikan apa?' },
    {
      not: 'cuplikan|cuplikannya|pengantar|pengantarnya',
      say: 'kiriman artikel; usulan kiriman',
      why: 'cuplikan itu dari film',
    },
    { not: 'putar lagi|putaran', say: 'bagikan ulang', why: 'tidak tertebak' },
    { not: 'irama|iramanya', say: 'jadwal, jadwal mingguan', why: 'irama itu musik' },
    { not: 'keadaan|keadaannya', say: 'status', why: 'istilah yang dipakai orang' },
    { not: 'teks kaya', say: 'visual', why: 'kaya berarti berharta' },
    { not: 'belum benar', say: 'perlu diperbaiki', why: 'menyebut yang perlu dilakukan' },
    {
      not: 'lepas|lepaskan|lepaslah|melepas|melepasnya|melepaskan|melepaskannya|dilepas|dilepaskan|terlepas',
      say: 'lanjutkan pengiriman; lewati; putuskan; hapus',
      why: 'satu kata untuk empat hal',
    },
    { not: 'tombol huruf tunggal', say: 'pintasan satu tombol', why: 'tidak tertebak' },
    { not: 'sudah ada di sana', say: 'sudah saya kirim', why: 'apa yang ada?', only: ['posts.action'] },
    { not: 'ambil yang baru', say: 'periksa pesan baru', why: 'ambil apa?' },
    { not: 'siang dan', say: '12.00', why: 'jam ditulis dengan angka', only: ['slots.'] },
    { not: 'umpan|umpannya', say: 'feed', why: 'umpan itu untuk ikan', except: ['umpan balik'] },
    { not: 'cari ruang, tindakan, atau artikel', say: 'cari apa saja', why: 'yang dicari lebih dari itu' },
    { not: 'ups|berhasil', say: 'apa yang terjadi', why: 'PANEL.md' },
  ],
}

/** What a whole button or heading never says alone. */
export const unsaidAlone: Record<Language, readonly Pick<Unsaid, 'not' | 'say' | 'why'>[]> = {
  en: [
    { not: 'leave it', say: 'skip', why: 'says what happens' },
    { not: 'find', say: 'search', why: 'the word of the trade' },
  ],
  id: [
    {
      not: 'batalkan',
      say: 'tarik kembali; batalkan jadwal; urungkan; batal',
      why: 'satu kata pada empat tombol: orang menekan yang salah',
    },
    { not: 'biarkan|lewatkan|sampaikan', say: 'lewati; bagikan', why: 'tombol menyebut yang terjadi' },
  ],
}
