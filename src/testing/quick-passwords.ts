/**
 * Passwords are hashed as everywhere, with a thousandth of the work: a sixth of a second of processor each, on purpose, and
 * hundreds of tests have people who sign in. Tests with a process of their own (vitest.config.ts) do all of it; what signing in
 * takes is looked at there (src/http/auth.test.ts).
 */
import crypto, { type ScryptOptions } from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

/** Files of tests share a process: it is put in the place once. */
const done = Symbol.for('percakapan.quick-passwords')

type Scrypt = (
  password: crypto.BinaryLike,
  salt: crypto.BinaryLike,
  length: number,
  options: ScryptOptions,
  tell: (error: Error | null, key: Buffer) => void,
) => void

if (!Object.hasOwn(crypto, done)) {
  const whole: Scrypt = crypto.scrypt
  const quick: Scrypt = (password, salt, length, options, tell) =>
    whole(password, salt, length, { ...options, N: 16 }, tell)
  Object.assign(crypto, { scrypt: quick, [done]: true })
  syncBuiltinESMExports()
}
