import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createArticle } from '../../base/actions.ts'
import { useStore } from '../../base/store.ts'
import { Instant, ProblemNotice } from '../../ui/parts.tsx'
import { toast } from '../../ui/toasts.tsx'
import { type Fields, fieldsOf } from './drafts.ts'
import type { Saver } from './saver.ts'

function Version({ heading, fields, at }: { heading: string; fields: Fields; at?: string }) {
  return (
    <section className="stack tight" aria-label={heading}>
      <h3>{heading}</h3>
      {at && (
        <p className="small quiet">
          <Instant at={at} ago />
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by the keyboard */}
      <pre tabIndex={0}>
        {fields.title}
        {'\n\n'}
        {fields.markdown}
      </pre>
    </section>
  )
}

/** Two pages changed one article. Shows both; nothing is overwritten before a person chose. */
export function ConflictDialog({ saver }: { saver: Saver }) {
  const { t } = useTranslation()
  const state = useStore(saver.state)
  const mine = useStore(saver.fields)
  const [error, setError] = useState<unknown>()
  if (state.kind !== 'conflict') return null
  const { current } = state
  const takeTheirs = () => {
    const before = saver.replace(fieldsOf(current), current.version)
    toast(t('writing.conflict.tookTheirs'), { undo: () => void saver.replace(before) })
  }
  const keepBoth = async () => {
    try {
      const title = t('writing.conflict.copyTitle', { title: mine.title || t('writing.untitled') })
      await createArticle({ ...mine, title, slug: '' })
      saver.replace(fieldsOf(current), current.version)
      toast(t('writing.conflict.keptBoth', { title }))
    } catch (problem) {
      setError(problem)
    }
  }
  return (
    <Modal
      opened
      size="xl"
      onClose={() => undefined}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      title={t('writing.conflict.title')}
    >
      <div className="stack">
        <p className="quiet">{t('writing.conflict.explain')}</p>
        <div className="versions">
          <Version heading={t('writing.conflict.mine')} fields={mine} />
          <Version heading={t('writing.conflict.theirs')} fields={fieldsOf(current)} at={current.updatedAt} />
        </div>
        <ProblemNotice error={error} />
        <div className="row">
          <Button data-autofocus onClick={() => void keepBoth()}>
            {t('writing.conflict.keepBoth')}
          </Button>
          <Button variant="default" onClick={() => saver.keepMine()}>
            {t('writing.conflict.keepMine')}
          </Button>
          <Button variant="default" onClick={takeTheirs}>
            {t('writing.conflict.takeTheirs')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
