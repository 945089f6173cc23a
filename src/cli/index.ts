import { Command as Commander, CommanderError } from 'commander'
import { Problem } from '../core/problem.ts'
import { isLanguage, type Language, say, type Words } from '../core/words.ts'
import { type Command, type ExitCode, type OpenContext, type OptionValues, type Streams, WrongUse } from './command.ts'
import { refuseStrange, wordsOf } from './input.ts'
import { commands } from './register.ts'

const texts = {
  about: {
    id: 'Percakapan: panel pemasaran media sosial yang Anda jalankan sendiri.',
    en: 'Percakapan: a social media marketing panel that you run yourself.',
  },
  help: { id: 'tampilkan bantuan ini', en: 'show this help' },
  lang: { id: 'bahasa: id atau en', en: 'language: id or en' },
  examples: { id: 'Contoh:', en: 'Examples:' },
  more: { id: 'Lihat percakapan {command} --help.', en: 'See percakapan {command} --help.' },
  unknown: {
    id: 'Perintah "{command}" tidak ada. Yang ada: {all}.',
    en: 'There is no command "{command}". There are: {all}.',
  },
  langWanted: { id: '--lang harus id atau en.', en: '--lang must be id or en.' },
} satisfies Record<string, Words>

/** Commander's own headings. */
const headings: Readonly<Record<string, Words>> = {
  'Usage:': { id: 'Pemakaian:', en: 'Usage:' },
  'Options:': { id: 'Pilihan:', en: 'Options:' },
  'Arguments:': { id: 'Masukan:', en: 'Arguments:' },
  'Commands:': { id: 'Perintah:', en: 'Commands:' },
}

/** Commander's errors, by their codes; the rest keep its own words. */
const mistakes: Readonly<Record<string, Words>> = {
  'commander.unknownOption': { id: 'Pilihan {what} tidak dikenal.', en: 'There is no option {what}.' },
  'commander.optionMissingArgument': { id: 'Pilihan {what} memerlukan nilai.', en: 'The option {what} needs a value.' },
  'commander.excessArguments': { id: 'Masukannya terlalu banyak.', en: 'Too many arguments were given.' },
  'commander.missingArgument': { id: 'Masukan {what} harus ada.', en: 'The argument {what} is missing.' },
}

/** The language of `--lang`, else of the environment's locale, else English. */
function languageOf(argv: readonly string[], locale: string): Language {
  const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='))
  const asked = at < 0 ? undefined : argv[at]?.includes('=') ? argv[at].slice('--lang='.length) : argv[at + 1]
  if (asked !== undefined && !isLanguage(asked)) throw new WrongUse(texts.langWanted)
  if (isLanguage(asked)) return asked
  return /^(?:id|in)(?:[_.@-]|$)/i.test(locale) ? 'id' : 'en'
}

/** Writes and waits until it is written, so that a long answer into a pipe is neither lost nor piled up. */
function writer(stream: NodeJS.WriteStream): (text: string) => Promise<void> {
  return (text) => new Promise((resolve) => stream.write(text, () => resolve()))
}

function processStreams(language: Language): Streams {
  return { input: process.stdin, out: writer(process.stdout), err: writer(process.stderr), language }
}

function configured(program: Commander, language: Language): Commander {
  return program
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .configureHelp({ styleTitle: (title) => headings[title]?.[language] ?? title })
    .helpOption('-h, --help', say(texts.help, language))
    .option('--lang <id|en>', say(texts.lang, language))
}

/** The commander of one command, which sets `code` when it ran. */
function subcommand(
  name: string,
  about: Words,
  command: Command,
  streams: Streams,
  open: OpenContext,
  done: (code: ExitCode) => void,
) {
  const { language } = streams
  const sub = configured(new Commander(name), language).description(say(about, language))
  for (const { name: argument, about } of command.arguments ?? []) sub.argument(argument, say(about, language))
  for (const { flags, about, repeatable } of command.options ?? []) {
    if (repeatable)
      sub.option(flags, say(about, language), (value: string, before: string[] = []) => [...before, value])
    else sub.option(flags, say(about, language))
  }
  if (command.examples) {
    const lines = command.examples.map((example) => `  ${example}`)
    sub.addHelpText('after', `\n${say(texts.examples, language)}\n${lines.join('\n')}`)
  }
  return sub.action(async (...given: unknown[]) => {
    const args = given.slice(0, -2) as (string | undefined)[]
    done(await command.run(args, given.at(-2) as OptionValues, streams, open))
  })
}

const asksForHelp = (argv: readonly string[]) => argv.some((word) => word === '--help' || word === '-h')

/** Some commands have a name of two words, which commander is given as one. */
function named(argv: readonly string[]): { name: string | undefined; words: string[] } {
  const at = argv.findIndex((word, index) => !word.startsWith('-') && argv[index - 1] !== '--lang')
  const [first, second] = at < 0 ? [] : argv.slice(at, at + 2)
  const both = `${first} ${second}`
  if (second === undefined || !Object.hasOwn(commands, both)) return { name: first, words: [...argv] }
  return { name: both, words: [...argv.slice(0, at), both, ...argv.slice(at + 2)] }
}

/** Only the command that is asked for is loaded; the others are known by name for the help. */
async function dispatch(argv: readonly string[], streams: Streams, open: OpenContext): Promise<ExitCode> {
  const { language } = streams
  if (argv[0] === '--version' || argv[0] === '-V') {
    const { version } = await import('../version.ts')
    await streams.out(`${version}\n`)
    return 0
  }
  const { name, words } = named(argv)
  const entry = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined
  const group = name === undefined || entry ? [] : Object.keys(commands).filter((own) => own.startsWith(`${name} `))
  if (name !== undefined && name !== 'help' && !entry && !(group.length && asksForHelp(argv))) {
    const all = (group.length ? group : Object.keys(commands)).join(', ')
    throw new WrongUse({
      id: say(texts.unknown, 'id', { command: name, all }),
      en: say(texts.unknown, 'en', { command: name, all }),
    })
  }
  let code: ExitCode = 0
  const program = configured(new Commander('percakapan'), language).description(say(texts.about, language))
  program.configureOutput({ writeOut: (text) => void streams.out(text) })
  for (const [own, { about }] of Object.entries(commands)) {
    const shown = group.length === 0 || group.includes(own)
    if (own !== name && shown) program.addCommand(new Commander(own).description(say(about, language)))
  }
  if (name !== undefined && entry) {
    const { command } = await entry.load()
    const sub = subcommand(name, entry.about, command, streams, open, (result) => {
      code = result
    })
    program.addCommand(sub.configureOutput({ writeOut: (text) => void streams.out(text), writeErr: () => undefined }))
  }
  await program.parseAsync(argv.length === 0 || group.length ? ['--help'] : words, { from: 'user' })
  return code
}

const nothingToOpen: OpenContext = async () => {
  throw new Error('this command needs the database, and no way to open it was handed in')
}

function mistake(error: CommanderError, argv: readonly string[], language: Language): string {
  const what = /'([^']+)'/.exec(error.message)?.[1] ?? ''
  const words = mistakes[error.code]
  const text = words ? say(words, language, { what }) : error.message.replace(/^error: /, '')
  const { name = '' } = named(argv)
  const command = Object.hasOwn(commands, name) ? name : ''
  return `${text}\n${say(texts.more, language, { command }).replace('  ', ' ')}`
}

/**
 * Runs one command: `argv` without node and script. Answers the exit code: 0 fine, 1 findings or partly failed, 2 wrong
 * use. `streams` are the process's own unless a test gives others; `open` opens the database for the commands that need it.
 */
export async function runCommand(argv: readonly string[], streams?: Streams, open = nothingToOpen): Promise<number> {
  let own = streams ?? processStreams('en')
  try {
    const language = streams?.language ?? 'en'
    // The locale is the shell's, not a setting of the product: config.ts is not loaded for commands that need none of it.
    const { LC_ALL, LC_MESSAGES, LANG } = process.env
    own = { ...own, language: streams ? language : languageOf(argv, LC_ALL || LC_MESSAGES || LANG || '') }
    for (const word of argv) refuseStrange(word)
    return await dispatch(argv, own, open)
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0
      await own.err(`${mistake(error, argv, own.language)}\n`)
      return 2
    }
    await own.err(`${wordsOf(error, own.language)}\n`)
    return error instanceof WrongUse || (error instanceof Problem && error.kind === 'wrong-input') ? 2 : 1
  }
}
