/** Which settings and actions fit what is typed. */
import synonyms from '../../words/synonyms.json'
import { naming, telling } from './little.ts'
import { type Fit, fitOf, fits, plain, wordsOf } from './match.ts'
import { labelOf, type Place } from './places.ts'

/** So much less fits what was found only without a word that says little. */
const lessNamed = 0.25
/** How well a synonym fits: less than a name of one's own. */
const bySynonym = { is: 4.5, begins: 3.5, goesOn: 2.75, hasIt: 1.5, nearly: 0.5 } as const

/** A setting or action, and how well it fits. */
export interface Fitting {
  place: Place
  fit: Fit
}

/** What names are told by. */
interface Names {
  /** The panel's words. */
  t(key: string): string
  /** What one can connect: their names are no words of the panel. */
  networks: readonly string[]
}

/** Of these places those that fit, the best first; those that do so much less than the best are left out. */
export function placesFitting(here: readonly Place[], typed: string, names: Names): Fitting[] {
  const found = here.map((place) => ({ place, fit: fitOfPlace(place, typed, names) })).filter(({ fit }) => fit > 0)
  const least = leastBeside(Math.max(0, ...found.map(({ fit }) => fit)))
  return found.filter(({ fit }) => fit >= least).sort((one, other) => other.fit - one.fit)
}

/** Beside what is called just so, nothing that only goes on so; beside what is there, nothing that only looks alike. */
function leastBeside(best: Fit): Fit {
  if (best >= bySynonym.is - lessNamed) return fits.beginsAWord
  if (best > fits.within) return fits.within
  return best > fits.nearly ? bySynonym.hasIt : 0
}

/** How well a place fits: by one of its names, by one without what says little, or with each word in another of its names. */
function fitOfPlace(place: Place, typed: string, { t, networks }: Names): Fit {
  const [own = '', ...parts] = labelOf(place, t)
  const known = place.id === 'connect' ? networks : []
  const others = [...synonyms[place.id], ...known, ...parts.map((part) => `${own} ${part}`)]
  const byName = (words: string) => Math.max(fitOf(own, words), ...others.map((name) => fitOfSynonym(name, words)))
  const words = wordsOf(typed)
  const named = naming(words)
  const apart = Math.min(...named.map(byName))
  return Math.max(
    byName(typed),
    byName(telling(words).join(' ')) - lessNamed,
    byName(named.join(' ')) - lessNamed,
    named.length > 1 ? Math.min(fits.within, apart) : 0,
  )
}

/** “tambah akun” is about “akun”: found by that nearly as well as by “tambah”. */
function fitOfSynonym(name: string, words: string): Fit {
  const bare = naming(wordsOf(name)).join(' ')
  return Math.max(asSynonym(name, words), asSynonym(bare, words) - lessNamed)
}

function asSynonym(name: string, words: string): Fit {
  const fit = fitOf(name, words)
  if (fit === fits.is) return bySynonym.is
  if (fit === fits.begins) return plain(name)[plain(words).length] === ' ' ? bySynonym.begins : bySynonym.goesOn
  if (fit > fits.nearly) return bySynonym.hasIt
  return fit > 0 ? bySynonym.nearly : 0
}
