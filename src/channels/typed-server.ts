/** Requests to servers whose address a person typed: their answers are never quoted. */
import { Problem, type ProblemKind } from '../core/problem.ts'
import type { Words } from '../core/words.ts'
import { HttpProblem } from '../networks/http.ts'
import type { Network } from '../networks/network.ts'

/**
 * Does what is asked of a network's server while an account is connected, tested, or looked at. Where a person types the server's address it
 * may be anybody's, also one that only we can reach: what went wrong is told in words of ours, by its kind. The status, the headers
 * and the words of the answer, and addresses that it names, are for the log.
 * @throws Problem as `work` throws it
 */
export async function inOurWords<T>(network: Network, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof HttpProblem) || !isTyped(network)) throw error
    const words = error.reason === 'moved' ? moved : (wordsOf[error.kind] ?? noAnswer)
    throw new Problem(error.kind, words, {
      detail: error.message,
      cause: error,
      ...(error.field === undefined ? {} : { field: error.field }),
      values: { label: network.label },
    })
  }
}

/** Whether a person says where the server is. Of the others the address is ours. */
function isTyped({ identity }: Network): boolean {
  return identity.ways.some(({ fields }) => fields.some(({ type }) => type === 'url'))
}

const noAnswer: Words = {
  id: 'Server {label} itu tidak dapat dihubungi, atau sedang bermasalah. Periksa alamatnya, atau coba lagi nanti.',
  en: 'That {label} server can’t be reached, or has a problem of its own. Check its address, or try again later.',
}
const moved: Words = {
  id: 'Server {label} itu mengarahkan ke alamat lain. Buka di peramban, lalu pakai alamat yang tampil di sana.',
  en: 'That {label} server leads on to another address. Open it in a browser, and use the address that you see there.',
}
const wordsOf: Partial<Record<ProblemKind, Words>> = {
  unauthorized: {
    id: 'Server {label} itu tidak memberi izin. Periksa alamat, nama, dan sandinya, lalu hubungkan lagi.',
    en: 'That {label} server does not give its permission. Check the address, the name and the password, then connect again.',
  },
  rejected: {
    id: 'Server {label} itu menolak permintaan kita. Periksa alamatnya dan isian lainnya, lalu coba lagi.',
    en: 'That {label} server refuses our request. Check its address and what else you typed, then try again.',
  },
  gone: {
    id: 'Yang diminta tidak ada di server {label} itu. Periksa alamatnya dan isian lainnya.',
    en: 'What was asked for is not on that {label} server. Check its address and what else you typed.',
  },
  'rate-limited': {
    id: 'Server {label} itu meminta kita menunggu karena terlalu banyak permintaan. Coba lagi beberapa menit lagi.',
    en: 'That {label} server asks us to wait because of too many requests. Try again in a few minutes.',
  },
}
