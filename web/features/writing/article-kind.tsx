import { SegmentedControl, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ArticleKind } from '../../../src/http/api.ts'
import { useStore } from '../../base/store.ts'
import type { Saver } from './saver.ts'

/** What an article can be, in the order in which people are asked. */
export const articleKinds: readonly ArticleKind[] = ['article', 'page', 'note']

/** What it is called, within a sentence and at its beginning. */
export function useKindWords(kind: ArticleKind = 'article'): { kind: string; Kind: string } {
  const { t } = useTranslation()
  return { kind: t(`address.by.${kind}`), Kind: t(`writing.kinds.${kind}`) }
}

/** What it is, and whether it stands first on the front page. Readers see both at once. @param mine whether one may change that */
export function KindFields({ saver, mine }: { saver: Saver; mine: boolean }) {
  const { t } = useTranslation()
  const { kind = 'article', pinned = false } = useStore(saver.fields)
  return (
    <>
      <div className="stack tight">
        <span className="strong" id="kind">
          {t('writing.kindLabel')}
        </span>
        <SegmentedControl
          aria-labelledby="kind"
          disabled={!mine}
          value={kind}
          onChange={(value) => saver.change({ kind: articleKinds.find((one) => one === value) ?? 'article' })}
          data={articleKinds.map((value) => ({ value, label: t(`writing.kinds.${value}`) }))}
        />
        <span className="small quiet">{t(`writing.kindHint.${kind}`)}</span>
      </div>
      {kind !== 'page' && (
        <Switch
          label={t('writing.pin')}
          description={t('writing.pinHint')}
          disabled={!mine}
          checked={pinned}
          onChange={(event) => saver.change({ pinned: event.currentTarget.checked })}
        />
      )}
    </>
  )
}
