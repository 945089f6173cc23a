/** Everything that is written down as done, and how it is told: "Rina …". `{thing}` is the name of what it was done to. */
import type { Words } from '../core/words.ts'

const said = {
  'article.create': { id: 'memulai artikel {thing}', en: 'began the article {thing}' },
  'article.edit': { id: 'menulis di artikel {thing}', en: 'wrote in the article {thing}' },
  'article.schedule': { id: 'menjadwalkan artikel {thing}', en: 'scheduled the article {thing}' },
  'article.publish': { id: 'menerbitkan artikel {thing}', en: 'published the article {thing}' },
  'article.unpublish': {
    id: 'menarik artikel {thing} dari pembaca, atau membatalkan jadwalnya',
    en: 'took the article {thing} away from readers, or cancelled its time',
  },
  'article.delete': { id: 'menghapus artikel {thing}', en: 'deleted the article {thing}' },
  'article.restore': { id: 'mengembalikan artikel {thing}', en: 'brought the article {thing} back' },
  'article.join-translations': {
    id: 'menjadikan artikel {thing} terjemahan artikel lain',
    en: 'made the article {thing} a translation of another',
  },
  'article.leave-translations': {
    id: 'memisahkan artikel {thing} dari terjemahannya',
    en: 'took the article {thing} out of its translations',
  },
  'article.address-add': {
    id: 'membuat alamat {path} menuju ke artikel {thing}',
    en: 'let the address {path} lead to the article {thing}',
  },
  'article.address-remove': {
    id: 'menghapus alamat {path}, yang menuju ke artikel {thing}',
    en: 'took away the address {path}, which led to the article {thing}',
  },
  'article.preview-link': {
    id: 'membuat tautan pratinjau untuk artikel {thing}',
    en: 'made a preview link for the article {thing}',
  },
  'article.preview-end': {
    id: 'mengakhiri tautan pratinjau artikel {thing}',
    en: 'ended a preview link of the article {thing}',
  },
  'article.preview-resume': {
    id: 'mengaktifkan lagi tautan pratinjau artikel {thing}',
    en: 'made a preview link of the article {thing} work again',
  },
  'replacement.start': {
    id: 'mengganti “{find}” dengan “{replace}” di semua artikel',
    en: 'replaced “{find}” with “{replace}” in all articles',
  },
  'replacement.undo': {
    id: 'menarik kembali penggantian “{find}” dengan “{replace}”',
    en: 'took back replacing “{find}” with “{replace}”',
  },
  'author.create': { id: 'menambahkan penulis “{name}”', en: 'added the author “{name}”' },
  'author.change': { id: 'mengubah penulis “{name}”', en: 'changed the author “{name}”' },
  'author.remove': { id: 'menghapus penulis “{name}”', en: 'deleted the author “{name}”' },
  'idea.catch': { id: 'mencatat ide “{name}”', en: 'caught the idea “{name}”' },
  'idea.change': { id: 'mengubah ide “{name}”', en: 'changed the idea “{name}”' },
  'idea.done': { id: 'menandai ide “{name}” selesai', en: 'marked the idea “{name}” as done' },
  'idea.reopen': { id: 'membuka lagi ide “{name}”', en: 'reopened the idea “{name}”' },
  'idea.remove': { id: 'menghapus ide “{name}”', en: 'deleted the idea “{name}”' },
  'idea.restore': { id: 'mengembalikan ide “{name}”', en: 'brought the idea “{name}” back' },
  'cadence.promise': {
    id: 'mengubah janji blog, berlaku mulai {name}',
    en: 'changed the blog’s promise, from {name} on',
  },
  'cadence.end': { id: 'mengakhiri janji blog', en: 'ended the blog’s promise' },
  'cadence.undo': { id: 'menarik kembali perubahan janji blog', en: 'took back a change of the blog’s promise' },
  'cadence.break': {
    id: 'mengambil libur blog {name}',
    en: 'took a break of the blog, {name}',
  },
  'cadence.resume': {
    id: 'mengakhiri libur blog {name}',
    en: 'ended the blog’s break of {name}',
  },
  'editor.allow': { id: 'mengizinkan editor “{name}”', en: 'allowed the editor “{name}”' },
  'editor.make': { id: 'membuat token untuk “{name}”', en: 'made a token for “{name}”' },
  'editor.revoke': { id: 'mencabut izin editor “{name}”', en: 'withdrew the permission of the editor “{name}”' },
  'editor.restore': {
    id: 'mengembalikan izin editor “{name}”',
    en: 'gave the editor “{name}” its permission back',
  },
  'idea.write': { id: 'mulai menulis dari ide “{name}”', en: 'began to write the idea “{name}”' },
  'media.add': { id: 'mengunggah gambar atau video', en: 'uploaded a picture or video' },
  'media.describe': { id: 'mengganti keterangan sebuah gambar', en: 'changed what a picture’s description says' },
  'media.delete': { id: 'menghapus berkas yang tidak dipakai', en: 'deleted files that nothing uses' },
  'media.restore': { id: 'mengembalikan berkas yang dihapus', en: 'brought deleted files back' },
  'draft.create': { id: 'menyimpan draf kiriman {thing}', en: 'kept a draft of a post {thing}' },
  'draft.edit': { id: 'menulis di draf kiriman {thing}', en: 'wrote in the draft of a post {thing}' },
  'draft.delete': { id: 'menghapus draf kiriman', en: 'deleted the draft of a post' },
  'post.send': { id: 'mengirim {thing} atau menentukan waktunya', en: 'sent {thing} or set its time' },
  'reply.send': { id: 'menjawab: {thing}', en: 'answered: {thing}' },
  'delivery.cancel': { id: 'menarik kembali {thing} sebelum berangkat', en: 'took {thing} back before it went out' },
  'delivery.edit': { id: 'mengubah kata-kata {thing}', en: 'changed the words of {thing}' },
  'delivery.retry': { id: 'mengirim lagi {thing}', en: 'sent {thing} again' },
  'delivery.retract': { id: 'menarik {thing} dari jejaring', en: 'retracted {thing} from its network' },
  'delivery.gone': {
    id: 'menyatakan {thing} sudah dihapus di jejaringnya',
    en: 'said that {thing} was deleted on its network',
  },
  'delivery.correct': { id: 'membetulkan {thing} di jejaring', en: 'corrected {thing} on its network' },
  'delivery.confirm': { id: 'menyatakan {thing} sudah terkirim', en: 'said that {thing} is posted' },
  'delivery.let-go': { id: 'melewati {thing}', en: 'skipped {thing}' },
  'delivery.reschedule': { id: 'mengganti waktu {thing}', en: 'changed the time of {thing}' },
  'delivery.move': { id: 'memindahkan waktu kiriman {thing}', en: 'moved posts to another time {thing}' },
  'series.create': { id: 'membuat kiriman berulang {thing}', en: 'made a repeat of {thing}' },
  'series.change': { id: 'mengubah kiriman berulang {thing}', en: 'changed the repeat of {thing}' },
  'series.active': { id: 'melanjutkan kiriman berulang {thing}', en: 'resumed the repeat of {thing}' },
  'series.paused': { id: 'menjeda kiriman berulang {thing}', en: 'paused the repeat of {thing}' },
  'series.ended': { id: 'mengakhiri kiriman berulang {thing}', en: 'ended the repeat of {thing}' },
  'proposal.make': { id: 'meminta usulan kiriman untuk {thing}', en: 'asked for a suggested post about {thing}' },
  'proposal.accept': { id: 'menyetujui usulan kiriman {thing}', en: 'accepted the suggested post about {thing}' },
  'proposal.skip': { id: 'melewati usulan kiriman {thing}', en: 'skipped the suggested post about {thing}' },
  'proposal.reopen': { id: 'membuka lagi usulan kiriman {thing}', en: 'reopened the suggested post about {thing}' },
  'feed.add': { id: 'menambahkan feed {thing}', en: 'added the feed {thing}' },
  'feed.change': { id: 'mengatur feed {thing}', en: 'changed the feed {thing}' },
  'feed.remove': { id: 'menghapus feed {thing}', en: 'removed the feed {thing}' },
  'evergreen.add': { id: 'mengatur pembagian ulang artikel lama', en: 'set older articles to be reshared' },
  'evergreen.change': {
    id: 'mengubah pembagian ulang artikel lama',
    en: 'changed how older articles are reshared',
  },
  'evergreen.remove': { id: 'menghentikan pembagian ulang artikel lama', en: 'ended the resharing of older articles' },
  'conversation.open': { id: 'membuka lagi percakapan dengan {thing}', en: 'reopened the conversation with {thing}' },
  'response.kind': {
    id: 'membetulkan jenis tanggapan dari {thing}',
    en: 'corrected what kind of response it is that {thing} wrote',
  },
  'conversation.assign': {
    id: 'menyerahkan percakapan dengan {thing} kepada {name}',
    en: 'gave the conversation with {thing} to {name}',
  },
  'conversation.unassign': {
    id: 'mengembalikan percakapan dengan {thing} ke tim',
    en: 'gave the conversation with {thing} back to the team',
  },
  'conversation.note': {
    id: 'menulis catatan tim di percakapan dengan {thing}',
    en: 'wrote a note for the team beside the conversation with {thing}',
  },
  'conversation.note-remove': {
    id: 'menghapus catatan tim di percakapan dengan {thing}',
    en: 'deleted a note for the team beside the conversation with {thing}',
  },
  'conversation.note-restore': {
    id: 'mengembalikan catatan tim di percakapan dengan {thing}',
    en: 'brought a note for the team back beside the conversation with {thing}',
  },
  'conversation.snooze': {
    id: 'menunda percakapan dengan {thing}',
    en: 'snoozed the conversation with {thing}',
  },
  'conversation.done': {
    id: 'menyelesaikan percakapan dengan {thing}',
    en: 'marked the conversation with {thing} done',
  },
  'response.approve': { id: 'meloloskan tanggapan {thing}', en: 'let the response of {thing} through' },
  'response.hold': { id: 'menyembunyikan tanggapan {thing}', en: 'hid the response of {thing}' },
  'response.remove': { id: 'menghapus tanggapan {thing}', en: 'removed the response of {thing}' },
  'response.spam': { id: 'menandai tanggapan {thing} sebagai spam', en: 'marked the response of {thing} as spam' },
  'channel.connect': { id: 'menghubungkan saluran {thing}', en: 'connected the channel {thing}' },
  'channel.remove': { id: 'memutuskan saluran {thing}', en: 'disconnected the channel {thing}' },
  'channel.restore': { id: 'menyambung lagi saluran {thing}', en: 'brought the channel {thing} back' },
  'channel.budget': { id: 'mengatur anggaran saluran {thing}', en: 'set the budget of the channel {thing}' },
  'channel.slots': {
    id: 'mengatur jadwal mingguan saluran {thing}',
    en: 'set the weekly schedule of the channel {thing}',
  },
  'channels-set.make': { id: 'membuat grup saluran “{name}”', en: 'made the channel group “{name}”' },
  'channels-set.change': { id: 'mengubah grup saluran “{name}”', en: 'changed the channel group “{name}”' },
  'channels-set.remove': { id: 'menghapus grup saluran “{name}”', en: 'removed the channel group “{name}”' },
  'hashtags-set.make': { id: 'membuat kumpulan tagar “{name}”', en: 'made the hashtag set “{name}”' },
  'hashtags-set.change': { id: 'mengubah kumpulan tagar “{name}”', en: 'changed the hashtag set “{name}”' },
  'hashtags-set.remove': { id: 'menghapus kumpulan tagar “{name}”', en: 'removed the hashtag set “{name}”' },
  'brand.save': { id: 'menyimpan profil merek', en: 'saved the brand kit' },
  'design.save': { id: 'mengatur tampilan blog', en: 'set how the blog looks' },
  'theme.bring': { id: 'membawa masuk tema “{name}”', en: 'brought in the theme “{name}”' },
  'theme.remove': { id: 'menghapus tema “{name}”', en: 'removed the theme “{name}”' },
  'theme.restore': { id: 'mengembalikan tema “{name}”', en: 'restored the theme “{name}”' },
  'hold.on': { id: 'menahan semua', en: 'held everything' },
  'hold.off': { id: 'melanjutkan pengiriman', en: 'resumed sending' },
  'promise.choose': { id: 'mengatur janji waktu menjawab', en: 'set the promised answer time' },
  'undo.choose': { id: 'mengatur waktu untuk menarik kembali', en: 'set how long a post can be taken back' },
  'import.begin': { id: 'mulai mengimpor blog dari {thing}', en: 'began to import a blog from {thing}' },
  'import.start': { id: 'memasukkan blog dari {thing}', en: 'let the blog of {thing} come in' },
  'import.undo': { id: 'menarik kembali impor {thing}', en: 'took the import of {thing} back' },
  'import.discard': { id: 'membuang impor {thing}', en: 'discarded the import of {thing}' },
  'blog.address': { id: 'memberi blog alamat “{name}”', en: 'gave the blog the address “{name}”' },
  'blog.no-address': { id: 'menghapus alamat blog', en: 'took the blog’s address away' },
  'blog.export': { id: 'mengekspor blog', en: 'exported the blog' },
  'subscribers.import': { id: 'mengimpor pelanggan', en: 'imported subscribers' },
  'subscribers.undo': { id: 'menarik kembali impor pelanggan', en: 'took back an import of subscribers' },
  'workspace.make': { id: 'membuat ruang kerja ini', en: 'made this workspace' },
  'member.role': { id: 'mengganti peran {name}: {from} → {to}', en: 'changed the role of {name}: {from} → {to}' },
  'member.remove': {
    id: 'mengeluarkan {name}; buatannya sekarang milik {to}',
    en: 'removed {name}; what was theirs is now with {to}',
  },
  'member.leave': {
    id: 'meninggalkan ruang kerja; buatannya sekarang milik {to}',
    en: 'left the workspace; what was theirs is now with {to}',
  },
  'invitation.make': { id: 'mengundang {whom} sebagai {role}', en: 'invited {whom} as {role}' },
  'invitation.renew': { id: 'memperbarui undangan untuk {whom}', en: 'renewed the invitation for {whom}' },
  'invitation.change': {
    id: 'mengganti peran undangan untuk {whom}: {from} → {to}',
    en: 'changed the role of the invitation for {whom}: {from} → {to}',
  },
  'invitation.withdraw': { id: 'mencabut undangan untuk {whom}', en: 'withdrew the invitation for {whom}' },
  'invitation.accept': { id: 'bergabung sebagai {role}', en: 'joined as {role}' },
} satisfies Record<string, Words>

/** What can be done. */
export type Act = keyof typeof said

/** What happened, by the name of its act, in the past tense. */
export const actWords: Readonly<Record<string, Words>> = said

/** What the trail can be narrowed to: acts by what their names begin with. */
export const actKinds = {
  writing: ['article', 'idea', 'author', 'media', 'import', 'replacement', 'subscribers', 'blog', 'cadence'],
  posts: ['post', 'draft', 'delivery', 'series', 'channels-set', 'hashtags-set'],
  automatic: ['proposal', 'feed', 'evergreen'],
  conversations: ['reply', 'conversation', 'response'],
  channels: ['channel'],
  brand: ['brand', 'design', 'theme', 'hold', 'promise', 'undo', 'workspace'],
  people: ['member', 'invitation', 'editor'],
} as const
/** A group of acts that the trail can be narrowed to. */
export type ActKind = keyof typeof actKinds
