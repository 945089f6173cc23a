/** Easter Sunday in the Gregorian calendar (Nature, 20 April 1876; Meeus, Astronomical Algorithms, chapter 8). */
export function easterOf(year: number): { month: number; day: number } {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const rest = year % 100
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const moon = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - moon - (rest % 4)) % 7
  const shift = Math.floor((golden + 11 * moon + 22 * weekday) / 451)
  const day = moon + weekday - 7 * shift + 114
  return { month: Math.floor(day / 31), day: (day % 31) + 1 }
}
