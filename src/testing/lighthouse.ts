import lighthouse from 'lighthouse'
import { chromium } from 'playwright-core'
import { chromiumPath, quietly } from './browser.ts'
import { freePort } from './web.ts'

/** What Lighthouse looks at. Only `performance` depends on how busy the machine is. */
export const lighthouseCategories = ['accessibility', 'best-practices', 'seo', 'performance'] as const

type Category = (typeof lighthouseCategories)[number]

/** What Lighthouse says of a page: from 0 to 100, and what is not whole. */
export interface LighthouseReport {
  path: string
  scores: Readonly<Partial<Record<Category, number>>>
  /** Audits that count and are not passed, by name. */
  failed: string[]
  /** When the largest thing was painted on its phone, in milliseconds; only with `performance`. */
  largestPaint: number | undefined
}

/** Opens each page on Lighthouse's phone (simulated 4G, a slow processor), one after the other. @param url without a path */
export async function lighthouseReports(
  url: string,
  paths: readonly string[],
  categories: readonly Category[],
): Promise<LighthouseReport[]> {
  const port = await freePort()
  const args = [...quietly, `--remote-debugging-port=${port}`]
  const browser = await chromium.launch({ ...(chromiumPath && { executablePath: chromiumPath }), args })
  try {
    const reports: LighthouseReport[] = []
    for (const path of paths) reports.push(await reportOf(url + path, path, port, categories))
    return reports
  } finally {
    await browser.close()
  }
}

async function reportOf(
  url: string,
  path: string,
  port: number,
  wanted: readonly Category[],
): Promise<LighthouseReport> {
  const result = await lighthouse(url, { port, logLevel: 'silent', output: 'json', onlyCategories: [...wanted] })
  if (!result || result.lhr.runtimeError)
    throw new Error(`${path}: ${result?.lhr.runtimeError?.message ?? 'no report'}`)
  const { categories, audits } = result.lhr
  const counted = Object.values(categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0))
  return {
    path,
    scores: Object.fromEntries(wanted.map((name) => [name, Math.round((categories[name]?.score ?? 0) * 100)])),
    failed: counted.map(({ id }) => id).filter((id) => (audits[id]?.score ?? 1) < 0.9),
    largestPaint: audits['largest-contentful-paint']?.numericValue,
  }
}
