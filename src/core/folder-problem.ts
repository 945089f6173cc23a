import { Problem } from './problem.ts'

/**
 * What an error of the file system in the data folder means for whoever runs the server; other errors stay as they are.
 * @param error as Node throws it, with its `code`
 */
export function folderProblem(folder: string, error: unknown): unknown {
  const code = (error as { code?: unknown }).code
  const words = typeof code === 'string' ? meanings[code] : undefined
  if (!words) return error
  const kind = words === full ? 'unavailable' : 'wrong-input'
  return new Problem(kind, words, { cause: error, field: 'DATA_DIR', values: { folder, code: code as string } })
}

const full = {
  id: 'Ruang di {folder} habis. Kosongkan ruang, lalu mulai lagi. Yang sudah tersimpan tetap aman.',
  en: 'There is no space left in {folder}. Free some space and start again. What was saved before is safe.',
}
const closed = {
  id: 'Percakapan tidak boleh membaca dan menulis di folder data {folder} ({code}). Barangkali folder itu milik pengguna lain. Mulailah sebagai pengguna itu, berikan folder itu kepada Anda (sudo chown -R $USER {folder}), atau pilih folder lain: DATA_DIR=… npm start',
  en: 'Percakapan may not read and write in the data folder {folder} ({code}). It may belong to another user. Start as that user, make the folder yours (sudo chown -R $USER {folder}), or choose another one: DATA_DIR=… npm start',
}
const readOnly = {
  id: 'Folder data {folder} ada di cakram yang hanya dapat dibaca. Pilih folder lain: DATA_DIR=… npm start',
  en: 'The data folder {folder} is on a disk that can only be read. Choose another one: DATA_DIR=… npm start',
}
const noFolder = {
  id: '{folder} tidak dapat menjadi folder data: ada berkas di jalan itu. Pilih folder lain: DATA_DIR=… npm start',
  en: '{folder} can’t be the data folder: a file is in its way. Choose another one: DATA_DIR=… npm start',
}
/** Node says ENOENT of a folder, with those above it, that is to be made on a disk that can only be read. */
const notMade = {
  id: 'Folder data {folder} tidak dapat dibuat: cakram di sana hanya dapat dibaca, atau bagian dari jalur itu hilang. Pilih folder lain: DATA_DIR=… npm start',
  en: 'The data folder {folder} can’t be made: the disk there can only be read, or a part of that path is missing. Choose another one: DATA_DIR=… npm start',
}
const meanings: Readonly<Record<string, typeof full>> = {
  ENOSPC: full,
  EDQUOT: full,
  EACCES: closed,
  EPERM: closed,
  EROFS: readOnly,
  ENOENT: notMade,
  ENOTDIR: noFolder,
  EEXIST: noFolder,
}
