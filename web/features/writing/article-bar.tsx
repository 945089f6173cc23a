import { ActionIcon, Button, Menu, UnstyledButton } from '@mantine/core'
import {
  IconArrowLeft,
  IconCalendarClock,
  IconDots,
  IconExternalLink,
  IconEye,
  IconHistory,
  IconLink,
  IconListDetails,
  IconSearch,
  IconSend,
  IconSpeakerphone,
  IconTrash,
  IconWorldOff,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Article } from '../../../src/http/api.ts'
import { useSay } from '../../base/i18n.ts'
import { useMay } from '../../base/session.tsx'
import { useStore } from '../../base/store.ts'
import { Badge, Instant, type Tone } from '../../ui/parts.tsx'
import { useKindWords } from './article-kind.tsx'
import type { Saver, SaveState } from './saver.ts'

/** Saving is the ordinary: only what keeps words from the server gets a badge. */
const tones: Partial<Record<SaveState['kind'], Tone>> = {
  offline: 'waiting',
  conflict: 'needs',
  problem: 'failed',
}

function SaveStatus({ saver }: { saver: Saver }) {
  const { t } = useTranslation()
  const say = useSay()
  const state = useStore(saver.state)
  const tone = tones[state.kind]
  const words = state.kind === 'problem' ? say(state.problem.words) : t(`writing.saving.${state.kind}`)
  return (
    <span role="status" aria-live="polite" className="row tight">
      {tone ? (
        <Badge tone={tone}>
          <span style={{ whiteSpace: 'normal' }}>{words}</span>
        </Badge>
      ) : (
        <span className="small quiet">{words}</span>
      )}
      {state.kind === 'problem' && (
        <Button size="xs" variant="subtle" onClick={() => void saver.flush()}>
          {t('common.retry')}
        </Button>
      )}
    </span>
  )
}

/** Its state; a scheduled one's leads to its time. */
function Where({ article, onTime }: { article: Article; onTime(): void }) {
  const { t } = useTranslation()
  const may = useMay()
  if (article.state === 'scheduled' && article.publishAt) {
    const state = (
      <Badge tone="waiting">
        {t('writing.state.scheduled')} <Instant at={article.publishAt} />
      </Badge>
    )
    if (!may('publish', article.by)) return state
    return (
      <UnstyledButton className="state-button" title={t('posts.action.reschedule')} onClick={onTime}>
        {state}
        <span className="hidden-but-read"> · {t('posts.action.reschedule')}</span>
      </UnstyledButton>
    )
  }
  if (article.state === 'published') {
    return (
      <>
        <Badge tone="fine">{t('writing.state.published')}</Badge>
        {article.changed && <Badge tone="needs">{t('writing.changed')}</Badge>}
      </>
    )
  }
  return <Badge tone="plain">{t('writing.state.draft')}</Badge>
}

interface ArticleBarProps {
  article: Article
  saver: Saver
  onOpen(what: 'preview' | 'details' | 'revisions' | 'publish' | 'links' | 'found'): void
  onUnpublish(): void
  onRemove(): void
}

function More({ article, onOpen, onUnpublish, onRemove }: ArticleBarProps) {
  const { t } = useTranslation()
  const mine = useMay()('publish', article.by)
  const words = useKindWords(article.kind)
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon size={44} variant="subtle" color="var(--ink)" aria-label={t('writing.more')}>
          <IconDots size={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconHistory size={18} aria-hidden />} onClick={() => onOpen('revisions')}>
          {t('writing.revisions')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLink size={18} aria-hidden />} onClick={() => onOpen('links')}>
          {t('previewLinks.open')}
        </Menu.Item>
        <Menu.Item leftSection={<IconSearch size={18} aria-hidden />} onClick={() => onOpen('found')}>
          {t('found.open')}
        </Menu.Item>
        {article.state === 'published' && (
          <Menu.Item
            component="a"
            href={article.permalink}
            target="_blank"
            leftSection={<IconExternalLink size={18} aria-hidden />}
          >
            {t('writing.read')}
          </Menu.Item>
        )}
        {mine && article.state === 'scheduled' && (
          <Menu.Item leftSection={<IconCalendarClock size={18} aria-hidden />} onClick={() => onOpen('publish')}>
            {t('posts.action.reschedule')}
          </Menu.Item>
        )}
        {article.state !== 'draft' && (
          <Menu.Item
            component={Link}
            to={`/posts?articleId=${article.id}`}
            leftSection={<IconSend size={18} aria-hidden />}
          >
            {t('writing.share.posts')}
          </Menu.Item>
        )}
        {mine && article.state !== 'draft' && (
          <Menu.Item leftSection={<IconWorldOff size={18} aria-hidden />} onClick={onUnpublish}>
            {article.state === 'scheduled' ? t('writing.unschedule') : t('writing.unpublish')}
          </Menu.Item>
        )}
        {mine && <Menu.Divider />}
        {mine && (
          <Menu.Item color="var(--failed)" leftSection={<IconTrash size={18} aria-hidden />} onClick={onRemove}>
            {t('writing.delete', words)}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

/** Above the words: where the article stands, whether it is saved, and what can be done with it. */
export function ArticleBar(props: ArticleBarProps) {
  const { article, saver, onOpen } = props
  const { t } = useTranslation()
  const may = useMay()
  return (
    <header className="writing-bar">
      <ActionIcon
        component={Link}
        to="/writing"
        size={44}
        variant="subtle"
        color="var(--ink)"
        aria-label={t('writing.toList')}
      >
        <IconArrowLeft size={20} aria-hidden />
      </ActionIcon>
      <Where article={article} onTime={() => onOpen('publish')} />
      <SaveStatus saver={saver} />
      <div className="row tight actions">
        <ActionIcon
          size={44}
          variant="subtle"
          color="var(--ink)"
          aria-label={t('writing.preview')}
          title={t('writing.preview')}
          onClick={() => onOpen('preview')}
        >
          <IconEye size={20} aria-hidden />
        </ActionIcon>
        <ActionIcon
          size={44}
          variant="subtle"
          color="var(--ink)"
          aria-label={t('writing.details')}
          title={t('writing.details')}
          onClick={() => onOpen('details')}
        >
          <IconListDetails size={20} aria-hidden />
        </ActionIcon>
        <More {...props} />
        {(article.state === 'published' && !article.changed) || (article.state === 'scheduled' && may('send'))
          ? may('send') && (
              <Button
                component={Link}
                to={`/writing/${article.id}/teasers`}
                leftSection={<IconSpeakerphone size={18} aria-hidden />}
              >
                {t('writing.tell')}
              </Button>
            )
          : may('publish', article.by) && (
              <Button onClick={() => onOpen('publish')}>
                {article.changed ? t('writing.publishChanges') : t('writing.publish')}
              </Button>
            )}
      </div>
    </header>
  )
}
