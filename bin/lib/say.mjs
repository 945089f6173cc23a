const indonesian = /^id/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '')

/** Tells the person at the shell, in their language. */
export function say(id, en) {
  process.stderr.write(`${indonesian ? id : en}\n`)
}
