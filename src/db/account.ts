import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { Problem } from '../core/problem.ts'

/** Whom a process runs as. */
export interface Account {
  uid: number
  gid: number
}

/** PostgreSQL refuses root. Started by root, the embedded server runs as a system account of this name. */
export const accountName = 'percakapan'

/** Earlier versions ran the server as this one, which other programs share. */
const shared = 'nobody'

/** Ids below are given to programs, never to people: https://www.debian.org/doc/debian-policy/ch-opersys.html#uid-and-gid-classes */
const firstOfPeople = 1000

/**
 * The account that the embedded server runs as when root starts it; made where it is missing.
 * @param owner whose the data are so far: a container's new account gets the same number again
 * @throws Problem where there is no account to run as
 */
export function serverAccount(owner?: number): Account {
  const account = accountCalled(accountName) ?? makeAccount(owner) ?? accountCalled(shared)
  if (account && account.uid !== 0) return account
  throw new Problem('wrong-input', {
    id: `Percakapan dijalankan sebagai root, dan akun sistem "${accountName}" untuk PostgreSQL tidak dapat dibuat. Buatlah akun itu (useradd --system ${accountName}), atau jalankan Percakapan sebagai pengguna biasa.`,
    en: `Percakapan runs as root, and the system account "${accountName}" for PostgreSQL could not be made. Make that account (useradd --system ${accountName}), or start Percakapan as an ordinary user.`,
  })
}

/** Whether root may give the data of this owner to {@link serverAccount}: the shared account's, or a program's that is not here. */
export function mayTakeOver(owner: number): boolean {
  return owner === accountCalled(shared)?.uid || (owner > 0 && owner < firstOfPeople && nameOf(owner) === undefined)
}

/** The name behind a number, where there is one. */
export function nameOf(uid: number): string | undefined {
  return entries().find((entry) => entry[2] === String(uid))?.[0]
}

/** Linux's tools, then those of small systems (BusyBox). Two starts may do so at once: what counts is who is there afterwards. */
function makeAccount(owner: number | undefined): Account | undefined {
  const number = owner !== undefined && owner < firstOfPeople && mayTakeOver(owner) ? ['--uid', String(owner)] : []
  const nowhere = ['--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin']
  const ways = [
    ['useradd', '--system', '--user-group', ...number, ...nowhere, accountName],
    ['adduser', '-S', '-D', '-H', '-h', '/nonexistent', '-s', '/sbin/nologin', accountName],
  ]
  for (const [program = '', ...words] of ways) {
    spawnSync(program, words, { stdio: 'ignore' })
    const made = accountCalled(accountName)
    if (made) return made
  }
  return undefined
}

function accountCalled(name: string): Account | undefined {
  const [, , uid, gid] = entries().find((entry) => entry[0] === name) ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined
}

/** https://man7.org/linux/man-pages/man5/passwd.5.html */
function entries(): string[][] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
}
