import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin'

/** Words for people are no behaviour: an object that has an `id` and an `en`, and what stands in it. */
export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'words', {
    shouldIgnore({ node }) {
      if (node.type !== 'ObjectExpression') return undefined
      const names = node.properties.map(({ key }) => key?.name)
      return names.includes('id') && names.includes('en') ? 'words for people' : undefined
    },
  }),
]
