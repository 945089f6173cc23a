import { Problem } from '../../core/problem.ts'
import { capabilities, type Network } from '../network.ts'
import { defaults, source } from './limits.ts'
import { measure, render } from './render.ts'

const notYet = {
  id: 'Mastodon belum dapat dihubungkan dengan versi ini.',
  en: 'Mastodon cannot be connected with this version yet.',
}

/** The pure half only: what reaches out is written on another branch and replaces this file. */
export const network: Network = {
  name: 'mastodon',
  label: 'Mastodon',
  connect: { kind: 'form', fields: [], steps: [] },
  verification: { by: 'documentation', source },
  absent: Object.fromEntries(capabilities.map((capability) => [capability, notYet])),
  source,
  limits: () => defaults,
  measure,
  render,
  probe: async () => {
    throw new Problem('rejected', notYet)
  },
  publish: async () => {
    throw new Problem('rejected', notYet)
  },
}
