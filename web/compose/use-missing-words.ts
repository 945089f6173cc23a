import { useTranslation } from 'react-i18next'
import type { Missing } from './leaving.ts'

/** What is still to be done, in words; and what then stands on the button. */
export function useMissingWords(
  missing: Missing | undefined,
  names: ReadonlyMap<string, string>,
): { said?: string; label?: string } {
  const { t } = useTranslation()
  switch (missing?.kind) {
    case undefined:
    case 'time':
      return {}
    case 'nobody':
      return { said: t('posts.foot.nobody') }
    case 'nothing':
      return { said: t('posts.foot.nothing') }
    case 'past':
      return { said: t('when.past') }
    case 'empty':
      return { said: t('posts.foot.empty', { channel: names.get(missing.channelId) ?? '' }) }
    case 'findings':
      return { said: t('posts.foot.fix'), label: t('posts.foot.see', { count: missing.count }) }
  }
}
