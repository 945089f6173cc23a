/** What the moon decides, as it is reckoned in Indonesia. Days are Temporal's, on the clock of Jakarta. */
import { AngleFromSun, Body, Equator, Horizon, Observer, SearchMoonPhase, SearchRiseSet } from 'astronomy-engine'

/** Western Indonesia's clock: what the decrees count in. */
const zone = 'Asia/Jakarta'
/** From one new moon to the next, in days, on average. */
const lunation = 29.530588
/** The new moon before 1 Muharram 1446, which was 7 July 2024. */
const anchor = Date.parse('2024-07-05T22:57:00Z')
const dayMs = 86_400_000

/**
 * Where the young moon can be seen first: the land's western edge, in the north (Sabang) and in the south (Enggano). The rule holds
 * where any place in the country fulfils it.
 */
const places = [new Observer(5.9, 95.3, 0), new Observer(-5.4, 102.2, 0)]
/** A crescent counts from this height on, and this far from the sun, in degrees: the ministers' agreement (MABIMS) of 2021. */
const leastHeight = 3
const leastDistance = 6.4

/** A month of the Islamic calendar: 1 is Muharram. */
export interface IslamicMonth {
  number: number
  begins: Temporal.PlainDate
}

/** The Islamic months that touch a year, in order, as the ministry of religion reckons them. */
export function islamicMonths(year: number): IslamicMonth[] {
  const first = Math.floor((Date.UTC(year, 0, 1) - anchor) / dayMs / lunation) - 1
  return Array.from({ length: 15 }, (_, index) => first + index).map((index) => ({
    number: (((index % 12) + 12) % 12) + 1,
    begins: dayAfterCrescent(newMoon(index)),
  }))
}

/** The first full moon after the morning of 6 May: Vesak. Decrees of 2005 to 2027 agree. */
export function fullMoonOfVesak(year: number): Temporal.PlainDate {
  return dayOf(phase(180, new Date(Date.UTC(year, 4, 5, 23))))
}

/** @param index new moons since the anchor's */
function newMoon(index: number): Date {
  return phase(0, new Date(anchor + (index * lunation - 3) * dayMs))
}

/** When the moon next stands so many degrees from the sun: 0 is new, 180 full. */
function phase(degrees: number, from: Date): Date {
  const found = SearchMoonPhase(degrees, from, 40)
  if (!found) throw new Error('no such phase within 40 days')
  return found.date
}

/** The month begins on the day after the first sunset at which the crescent counts. Two evenings later it always does. */
function dayAfterCrescent(moon: Date): Temporal.PlainDate {
  const evening = [0, 1].map((days) => dayOf(moon).add({ days })).find(crescentCounts)
  return evening ? evening.add({ days: 1 }) : dayOf(moon).add({ days: 3 })
}

function crescentCounts(day: Temporal.PlainDate): boolean {
  const noon = new Date(day.toZonedDateTime({ timeZone: zone, plainTime: '12:00' }).epochMilliseconds)
  return places.some((place) => {
    const sunset = SearchRiseSet(Body.Sun, place, -1, noon, 1)
    if (!sunset) return false
    const { ra, dec } = Equator(Body.Moon, sunset, place, true, true)
    const { altitude } = Horizon(sunset, place, ra, dec)
    return altitude >= leastHeight && AngleFromSun(Body.Moon, sunset) >= leastDistance
  })
}

function dayOf(at: Date): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate()
}
