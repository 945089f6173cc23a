import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Notice } from '../ui/parts.tsx'

/** Somebody else saved the same draft: a person says which words stay. */
export function DraftConflict({ keepMine, takeTheirs }: { keepMine(): void; takeTheirs(): void }) {
  const { t } = useTranslation()
  return (
    <Notice tone="needs">
      <p>{t('posts.conflict.said')}</p>
      <div className="row tight">
        <Button size="xs" variant="default" onClick={keepMine}>
          {t('posts.conflict.mine')}
        </Button>
        <Button size="xs" variant="subtle" onClick={takeTheirs}>
          {t('posts.conflict.theirs')}
        </Button>
      </div>
    </Notice>
  )
}
