/** Half an hour, in minutes: as fine as people choose times. */
const step = 30
/** Where nothing was published yet. */
const firstHour = 9 * 60
const daysOfWeek = 7

const local = (at: Date, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone)

/** The weekday on which most of them came (1 is Monday); of those that are equally usual, the latest one's. */
function usualWeekday(published: readonly Temporal.ZonedDateTime[]): number | undefined {
  const counts = new Map<number, number>()
  for (const { dayOfWeek } of published) counts.set(dayOfWeek, (counts.get(dayOfWeek) ?? 0) + 1)
  const most = Math.max(...counts.values())
  return published.find(({ dayOfWeek }) => counts.get(dayOfWeek) === most)?.dayOfWeek
}

/** The time of day in their middle, to the half hour, in minutes; never beyond the day. */
function usualMinutes(published: readonly Temporal.ZonedDateTime[]): number {
  const minutes = published.map(({ hour, minute }) => hour * 60 + minute).sort((a, b) => a - b)
  const middle = minutes[minutes.length >> 1] ?? firstHour
  return Math.min(24 * 60 - step, Math.round(middle / step) * step)
}

/**
 * When an article is due in a week that has none: on the weekday and at the half hour that are usual, or on the next day of that
 * week which is still to come. `undefined` where none is.
 * @param week where it begins
 * @param published when the last articles came, the latest first
 */
export function nextSlotIn({
  week,
  now,
  published,
  timeZone,
}: {
  week: Date
  now: Date
  published: readonly Date[]
  timeZone: string
}): Date | undefined {
  const before = published.map((at) => local(at, timeZone))
  const minutes = usualMinutes(before)
  const weekday = usualWeekday(before)
  const monday = local(week, timeZone).toPlainDate()
  const slots = Array.from({ length: daysOfWeek }, (_, day) => {
    const time = Temporal.PlainTime.from({ hour: Math.floor(minutes / 60), minute: minutes % 60 })
    return new Date(monday.add({ days: day }).toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds)
  })
  // Nobody's first article is due on the day on which they ask.
  const today = local(now, timeZone).toPlainDate().toString()
  const toCome = slots.filter((at) => at > now && (weekday || local(at, timeZone).toPlainDate().toString() !== today))
  const usual = weekday && slots[weekday - 1]
  return usual && usual > now ? usual : toCome[0]
}
