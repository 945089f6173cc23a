import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { type SuiteCase, suiteCases } from '../testing/suites.ts'
import { cellText, csvCell, csvFile } from './csv.ts'

const read = (file: string) => parse(file, { bom: true }) as string[][]

describe('a formula becomes text', () => {
  const suite = suiteCases<SuiteCase & { input: string }>('csv-injection.json')
  test.each(suite)('$id', ({ input }) => {
    const [[cell = ''] = []] = read(csvFile([[input]]))
    expect(cell[0]).toBe("'")
    expect(cellText(cell)).toBe(input)
  })

  test.each(['=1+1', '+1', '-1', '@x', '\t=1', '\r=1', ' =1', '＝1', '\n=1'])('%j', (input) => {
    const [[cell = ''] = []] = read(csvFile([[input]]))
    expect(cell[0]).toBe("'")
    expect(cellText(cell)).toBe(input)
  })
})

test('other texts come back as they were', () => {
  const row = ['Halo, dunia', 'dua\nbaris', 'ia berkata "ya"', "'kutip", '', ' tepi ', 'a;b', '1-2', 'emoji 🎉']
  expect(read(csvFile([row]))[0]?.map(cellText)).toEqual(row)
  expect(csvCell('biasa')).toBe('biasa')
})
