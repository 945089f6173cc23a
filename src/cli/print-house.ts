/** `npm run house`: prints rooms, arrows and circles. Exit code 1 where there is a circle. */
import { houseLines, readHouse, readPanel } from './docs-house.ts'

console.log(houseLines().join('\n'))
if (readHouse().circles.length + readPanel().circles.length) process.exitCode = 1
