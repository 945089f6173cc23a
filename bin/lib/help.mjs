import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './folders.mjs'

/**
 * What all commands are, for who asks for nothing else: `--help`, nothing at all, or the help of what serves. It lies beside this file
 * (written by `npm run docs`), so that nothing is installed before somebody has read what there is.
 * @returns undefined where something else is asked
 */
export function helpFor(args, serving) {
  const [rest, asked] = withoutLanguage(args)
  const [command, ...more] = rest
  const help = (words) => words.length === 1 && (words[0] === '--help' || words[0] === '-h')
  if (rest.length > 0 && !help(rest) && !(serving.has(command) && help(more))) return undefined
  const locale = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || ''
  const language = asked ?? (/^(?:id|in)(?:[_.@-]|$)/i.test(locale) ? 'id' : 'en')
  if (language !== 'id' && language !== 'en') return undefined
  return readFileSync(join(root, 'bin', 'lib', `help.${language}.txt`), 'utf8')
}

/** The words without `--lang id` and `--lang=id`, and the language. */
function withoutLanguage(args) {
  const at = args.findIndex((word) => word === '--lang' || word.startsWith('--lang='))
  if (at < 0) return [args, undefined]
  const joined = args[at].includes('=')
  const language = joined ? args[at].slice('--lang='.length) : args[at + 1]
  return [args.filter((_, n) => n < at || n > at + (joined ? 0 : 1)), language]
}
