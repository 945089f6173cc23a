import type { Context } from '../context.ts'
import type { Language, Words } from '../core/words.ts'

/** 0 fine · 1 findings, or partly failed · 2 wrong use. */
export type ExitCode = 0 | 1 | 2

/** What a command reads and writes: the process's own, or a test's. */
export interface Streams {
  input: AsyncIterable<Uint8Array | string>
  out(text: string): Promise<void> | void
  err(text: string): Promise<void> | void
  /** The language of people's words. */
  language: Language
}

/**
 * Opens the database and all that operations need; main hands it in, because the pure commands must not load it.
 * `tell` is given what takes long, in both languages.
 */
export type OpenContext = (
  tell: (id: string, en: string) => void,
) => Promise<{ context: Context; close(): Promise<void> }>

/** A value of an option as typed; `true` for one without a value. */
export type OptionValues = Readonly<Record<string, string | boolean | readonly string[] | undefined>>

/** One command, as data: commander reads it, and so does the documentation. */
export interface Command {
  /** Commander's notation: `[file]`, `<file>`, `[channels...]`. */
  arguments?: readonly { name: string; about: Words }[]
  /** Commander's notation: `--network <name>`. `--json` and `--jsonl` are named where the command has them. */
  options?: readonly { flags: string; about: Words; repeatable?: boolean }[]
  /** Lines under the help: examples. */
  examples?: readonly string[]
  run(
    args: readonly (string | undefined)[],
    options: OptionValues,
    streams: Streams,
    open: OpenContext,
  ): Promise<ExitCode>
}

/** Wrong use: shown as it is, with exit code 2. */
export class WrongUse extends Error {
  readonly words: Words
  constructor(words: Words) {
    super(words.en)
    this.words = words
  }
}
