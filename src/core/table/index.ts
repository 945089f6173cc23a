import { threaded } from '../thread/pool.ts'
import type * as Read from './read.ts'

export { plainName } from './read.ts'
export { serialText, type Table, type TableRow } from './table.ts'
export { type XlsxCell, xlsxFile } from './write-xlsx.ts'

/** As `readTable`, in a thread beside the one that serves: what strangers packed may take long to unpack. */
export const readTable = threaded<typeof Read.readTable>(new URL('./read.ts', import.meta.url), 'readTable', 'file')
