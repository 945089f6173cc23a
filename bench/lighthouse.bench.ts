/** What readers on a phone get, as Lighthouse sees it: home, article, tag and search. On a quiet machine: its phone is simulated, its trace is not. */
import { lighthouseCategories, lighthouseReports } from '../src/testing/lighthouse.ts'
import type { Benchmark } from './benchmark.ts'
import { startBlog } from './blog-program.ts'

const mostPaint = 1100

export const bench: Benchmark = async () => {
  const { program, article, publish } = await startBlog()
  try {
    const path = await publish({ ...article, tags: ['kopi'] })
    const reports = await lighthouseReports(program.url, ['/', path, '/tag/kopi', '/search'], lighthouseCategories)
    return reports.flatMap(({ path, scores, largestPaint = Number.NaN }) => [
      ...lighthouseCategories.map((name) => ({
        key: `${path} ${name}`,
        what: `${path}: ${name}`,
        value: scores[name] ?? 0,
        unit: '',
        wanted: '100',
        fine: scores[name] === 100,
      })),
      {
        key: `${path} largestPaint`,
        what: `${path}: largest paint`,
        value: Math.round(largestPaint),
        unit: 'ms',
        wanted: `≤ ${mostPaint}`,
        fine: largestPaint <= mostPaint,
      },
    ])
  } finally {
    await program.end()
  }
}
