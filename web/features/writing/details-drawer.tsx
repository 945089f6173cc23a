import { Drawer, NativeSelect, TagsInput, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { Article } from '../../../src/http/api.ts'
import { articleTagsQuery } from '../../base/queries.ts'
import { useMay } from '../../base/session.tsx'
import { useStore } from '../../base/store.ts'
import { AddressField } from './article-address.tsx'
import { KindFields } from './article-kind.tsx'
import { AuthorsField, mostOffered, SeriesFields } from './belongs-fields.tsx'
import { HeadPictureFields } from './head-picture.tsx'
import type { Saver } from './saver.ts'

// It asks for more, and comes when the drawer is opened.
const Translations = lazy(() => import('./translations.tsx'))

/** Its language, and the same in others. */
function LanguageFields({ article, saver, mine }: { article: Article; saver: Saver; mine: boolean }) {
  const { t } = useTranslation()
  const { language } = useStore(saver.fields)
  const taken = article.translations.map((one) => one.language)
  return (
    <>
      <NativeSelect
        label={t('writing.language')}
        value={language}
        onChange={(event) => saver.change({ language: event.currentTarget.value === 'en' ? 'en' : 'id' })}
        data={[
          // In which another one of its translations is.
          { value: 'id', label: t('language.id'), disabled: taken.includes('id') },
          { value: 'en', label: t('language.en'), disabled: taken.includes('en') },
        ]}
      />
      <Suspense>
        <Translations article={article} saver={saver} mine={mine} />
      </Suspense>
    </>
  )
}

/** What it is, and what belongs to it beside its text: summary, tags, picture, authors, series, address, language. */
export function DetailsDrawer({ article, saver, onClose }: { article: Article; saver: Saver; onClose(): void }) {
  const { t } = useTranslation()
  const fields = useStore(saver.fields)
  const { data: tags = [] } = useQuery(articleTagsQuery)
  // Readers find it under this address: whoever may not publish it changes none.
  const mine = useMay()('publish', article.by) || article.state === 'draft'
  return (
    <Drawer
      opened
      position="right"
      onClose={onClose}
      title={t('writing.details')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div className="stack" style={{ gap: 20 }}>
        <KindFields saver={saver} mine={mine} />
        <Textarea
          label={t('writing.summary')}
          description={t('writing.summaryHint')}
          autosize
          minRows={3}
          maxLength={500}
          value={fields.summary}
          onChange={(event) => saver.change({ summary: event.currentTarget.value })}
        />
        <TagsInput
          label={t('writing.tags')}
          description={t('writing.tagsHint')}
          data={tags}
          limit={mostOffered}
          value={fields.tags}
          maxTags={20}
          clearable={false}
          onChange={(tags) => saver.change({ tags: tags.map((tag) => tag.replace(/^#/, '').slice(0, 64)) })}
        />
        <HeadPictureFields saver={saver} />
        <AuthorsField saver={saver} />
        <SeriesFields saver={saver} />
        <AddressField article={article} saver={saver} mine={mine} />
        <LanguageFields article={article} saver={saver} mine={mine} />
      </div>
    </Drawer>
  )
}
