/**
 * Rules for a Dockerfile, of what https://docs.docker.com/build/building/best-practices/ and hadolint's list
 * (https://github.com/hadolint/hadolint#rules, the numbers below) ask for and this project needs.
 */

/** An instruction with its words, continued lines joined. */
export interface Instruction {
  name: string
  words: string
}

/** Reads a Dockerfile: comments and empty lines left out. */
export function readDockerfile(text: string): Instruction[] {
  const lines = text.split('\n').filter((line) => !/^\s*(#|$)/.test(line))
  const joined = lines.join('\n').replace(/\\\n\s*/g, ' ')
  return joined.split('\n').map((line) => {
    const [, name = '', words = ''] = /^\s*(\S+)\s*(.*)$/.exec(line) ?? []
    return { name: name.toUpperCase(), words: words.trim() }
  })
}

type Rule = (all: readonly Instruction[], last: readonly Instruction[]) => boolean

const of = (all: readonly Instruction[], ...names: string[]) => all.filter(({ name }) => names.includes(name))
const isList = (words: string) => {
  try {
    return Array.isArray(JSON.parse(words))
  } catch {
    return false
  }
}
const runs = (all: readonly Instruction[], what: RegExp) => of(all, 'RUN').filter(({ words }) => what.test(words))

/** Each says what is broken where it answers `false`. */
const rules: Record<string, Rule> = {
  'DL3006, DL3007: every base image names a version': (all) => {
    const stages = of(all, 'FROM').flatMap(({ words }) => / as (\S+)$/i.exec(words)?.[1] ?? [])
    return of(all, 'FROM')
      .map(({ words }) => words.replace(/^--\S+\s+/, '').split(' ')[0] as string)
      .every((image) => stages.includes(image) || (/:[^/]+$/.test(image) && !image.endsWith(':latest')))
  },
  'DL3002: it runs as nobody special': (_, last) => {
    const user = of(last, 'USER').at(-1)?.words ?? 'root'
    return !/^(root|0)(:|$)/.test(user)
  },
  'DL3025: ENTRYPOINT, CMD and the health check are lists: a shell between would keep signals': (all) =>
    of(all, 'ENTRYPOINT', 'CMD').every(({ words }) => isList(words)) &&
    of(all, 'HEALTHCHECK').every(({ words }) => words === 'NONE' || isList(words.replace(/^.*?CMD\s+/, ''))),
  'DL3055: it says how its health is looked at': (_, last) => of(last, 'HEALTHCHECK').length === 1,
  'DL3020: COPY, not ADD': (all) => of(all, 'ADD').length === 0,
  'DL3015, DL3009: apt-get installs nothing that was not named, and leaves no lists': (all) =>
    runs(all, /apt-get install/).every(
      ({ words }) =>
        /apt-get update/.test(words) &&
        /--no-install-recommends/.test(words) &&
        /rm -rf \/var\/lib\/apt\/lists/.test(words),
    ),
  'DL3014: apt-get asks nobody': (all) =>
    runs(all, /apt-get install/).every(({ words }) => /install (?:.* )?-y/.test(words)),
  'DL3016: libraries come from the lockfile': (all) => runs(all, /\bnpm (install|i|add)\b/).length === 0,
  'DL3000: WORKDIR is a whole path': (all) => of(all, 'WORKDIR').every(({ words }) => words.startsWith('/')),
  'DL3004: no sudo': (all) => runs(all, /\bsudo\b/).length === 0,
  'no secret is given in ENV or ARG': (all) =>
    of(all, 'ENV', 'ARG').every(({ words }) => !/(password|secret|token|_key)\w*=\S/i.test(words)),
  'sources stay in the building stage': (_, last) =>
    of(last, 'COPY').every(
      ({ words }) => words.startsWith('--from=') && !/\s\/build\s|\/src\b|\/web\b(?!\/dist)/.test(words),
    ),
}

/** @returns what is broken, a line each */
export function lintDockerfile(text: string): string[] {
  const all = readDockerfile(text)
  const last = all.slice(all.findLastIndex(({ name }) => name === 'FROM'))
  return Object.entries(rules).flatMap(([name, holds]) => (holds(all, last) ? [] : [name]))
}
