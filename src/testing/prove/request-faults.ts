/** What may happen to a request on its way to a network and back. */

/** To the line itself. */
export const lineFaults = [
  'cut-before', // not a byte arrives
  'cut-after', // all arrives; the answer is lost
  'cut-within', // half of the answer comes back
  'delay', // it arrives a little later
  'double', // it arrives twice
  'late', // the connection is cut; the request arrives a minute later
  'slow', // it arrives; the answer takes longer than anybody waits
  'long', // it arrives; the answer takes a while
] as const

const statuses = [302, 404, 408, 409, 425, 429, 500, 502, 503, 504] as const
type Status = (typeof statuses)[number]

/** The server says this, and has the post (`kept`), or has it not (`refused`). */
export const statusFaults = statuses.flatMap((status) => [`${status}-kept`, `${status}-refused`] as const)

/** "Wait" without reason or measure: the time told is none, in the past, beyond a life, beyond numbers. */
export const waitFaults = ['wait-0', 'wait--5', 'wait-1000000000', 'wait-1e308', 'wait-often'] as const

export const requestFaults = [...lineFaults, ...statusFaults, ...waitFaults] as const
export type RequestFault = (typeof requestFaults)[number]

/** An answer that a proxy gives in the server's place. */
export interface Said {
  status: number
  headers: Readonly<Record<string, string>>
  /** The server gets the request all the same. */
  kept: boolean
}

/** What is said instead of the server's own answer; `undefined` where the request fault is none of that kind. */
export function saidBy(requestFault: RequestFault): Said | undefined {
  const [, status, end] = /^(\d+)-(kept|refused)$/.exec(requestFault) ?? []
  if (status) return { status: Number(status) as Status, headers: moved(status), kept: end === 'kept' }
  const wait = /^wait-(.+)$/.exec(requestFault)?.[1]
  if (wait === undefined) return undefined
  return { status: 429, headers: { 'retry-after': wait === 'often' ? '2' : wait }, kept: false }
}

const moved = (status: string): Said['headers'] => (status === '302' ? { location: '/elsewhere' } : {})

/** How many requests in a row it meets: a wait may be told more often than a failure is tried. */
export const timesOf = (requestFault: RequestFault): number => (requestFault === 'wait-often' ? 12 : 1)

/** After it, the sender cannot know whether the network has the post. */
export const leavesDoubt = (requestFault: RequestFault): boolean =>
  !['delay', 'double', 'long', 'wait-0', 'wait--5', 'wait-1000000000', 'wait-1e308', 'wait-often'].includes(
    requestFault,
  )

/** The network's answer means that it does not want the post, and that is true. */
export const refuses = (requestFault: RequestFault): boolean => /^(302|404|409)-refused$/.test(requestFault)

/** The network has the post, and says that it took nothing; 500, 502 and 504 say nothing of that. */
export const deniesKeeping = (requestFault: RequestFault): boolean =>
  /^(302|404|408|409|425|429|503)-kept$/.test(requestFault)
