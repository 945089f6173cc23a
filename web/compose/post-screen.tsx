import { ActionIcon, Drawer, Menu } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconDots, IconEye, IconMarkdown, IconPlus, IconTrash, IconX } from '@tabler/icons-react'
import { Link, useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { memo, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Channel } from '../../src/http/api.ts'
import { writeKept } from '../base/kept.ts'
import { refreshTopic } from '../base/queries.ts'
import { useMay } from '../base/session.tsx'
import { Later } from '../ui/later.tsx'
import { Terms } from '../ui/terms.tsx'
import { toast } from '../ui/toasts.tsx'
import { ChannelFaces } from './channel-faces.tsx'
import { ChannelGroups } from './channel-groups.tsx'
import { DraftConflict } from './draft-conflict.tsx'
import type { Way } from './leaving.ts'
import { PostEditor } from './post-editor.tsx'
import { PostFoot } from './post-foot.tsx'
import { RepeatDialog } from './repeat-dialog.tsx'
import { useLead } from './use-lead.ts'
import type { Beginning } from './use-post.ts'
import { type PostWriter, usePostWriter } from './use-post-writer.ts'
import { useSend } from './use-send.ts'
import { WordTools } from './word-tools.tsx'
import { WriterPreviews } from './writer-previews.tsx'

/** Beside the words there is room for how they look. */
const wide = '(min-width: 1180px)'

/** Where one came from; the posts, where that was not here. */
function useLeave() {
  const router = useRouter()
  const navigate = useNavigate()
  return () => (router.history.canGoBack() ? router.history.back() : void navigate({ to: '/posts', search: {} }))
}

interface HeadProps {
  title: string
  writer: PostWriter
  /** Opens the previews, where they don't stand beside the words. */
  onPreview: (() => void) | undefined
}

/** What is typed changes nothing of it. */
const sameHead = (a: HeadProps, b: HeadProps): boolean =>
  a.title === b.title &&
  a.writer.saving === b.writer.saving &&
  a.writer.version.markdown === b.writer.version.markdown &&
  a.writer.onChange === b.writer.onChange &&
  (a.onPreview === undefined) === (b.onPreview === undefined)

/** Whether the words are safe, what else can be done with them, and how they look. */
const Head = memo(function Head({ title, writer, onPreview }: HeadProps) {
  const { t } = useTranslation()
  const leave = useLeave()
  const { saving, end, version, onChange } = writer
  const throwAway = () => {
    void end().then(() => refreshTopic('deliveries'))
    leave()
  }
  return (
    <header className="post-head">
      <ActionIcon variant="subtle" color="var(--ink)" size="var(--tap)" aria-label={t('common.close')} onClick={leave}>
        <IconX size={20} aria-hidden />
      </ActionIcon>
      <h1>{title}</h1>
      <span className="small quiet" role="status">
        {saving === 'nothing' ? '' : t(`posts.saving.${saving}`)}
      </span>
      <Later>
        <Terms of={['version', 'thread', 'first reply', 'content warning', 'alt text', 'finding', 'check']} />
        <Menu position="bottom-end" width={260}>
          <Menu.Target>
            <ActionIcon variant="subtle" color="var(--ink)" size="var(--tap)" aria-label={t('posts.moreActs')}>
              <IconDots size={20} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconMarkdown size={20} aria-hidden />}
              onClick={() => onChange({ markdown: !version.markdown })}
            >
              {t(version.markdown ? 'posts.markdownOff' : 'posts.markdownOn')}
            </Menu.Item>
            <Menu.Item leftSection={<IconTrash size={20} aria-hidden />} onClick={throwAway}>
              {t('posts.throwAway')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Later>
      {onPreview && (
        <ActionIcon
          variant="subtle"
          color="var(--ink)"
          size="var(--tap)"
          aria-label={t('posts.preview')}
          onClick={onPreview}
        >
          <IconEye size={22} aria-hidden />
        </ActionIcon>
      )}
    </header>
  )
}, sameHead)

/** Where there is room, the previews stand beside the words; else in a sheet over them. */
function Previews({
  writer,
  beside,
  looking,
  onClose,
}: {
  writer: PostWriter
  beside: boolean
  /** The sheet is open. */
  looking: boolean
  onClose(): void
}) {
  const { t } = useTranslation()
  return beside ? (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by the keyboard
    <aside className="post-aside" aria-label={t('posts.preview')} tabIndex={0}>
      <div className="preview-head">
        <h2>{t('posts.preview')}</h2>
        <p className="small quiet">{t('posts.previewMeans')}</p>
      </div>
      <Later>
        <WriterPreviews writer={writer} />
      </Later>
    </aside>
  ) : (
    <Later>
      <Drawer
        position="bottom"
        size="88%"
        radius="16px 16px 0 0"
        opened={looking}
        onClose={onClose}
        title={t('posts.preview')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <p className="small quiet">{t('posts.previewMeans')}</p>
        <WriterPreviews writer={writer} />
      </Drawer>
    </Later>
  )
}

/** Sends it, repeats it, or keeps it; what was sent is no draft any more. */
function useEnds(writer: PostWriter, articleId: string | undefined) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [repeating, setRepeating] = useState(false)
  const done = async () => {
    writeKept('channels-last', writer.written.on)
    await writer.end().catch(() => undefined)
    void refreshTopic('deliveries')
  }
  // Whoever came from a day of the calendar goes back to it.
  const { at: day } = useSearch({ strict: false })
  const send = useSend(writer.texts, { articleId, draftId: writer.draftId }, async () => {
    const { at } = writer.read()
    await done()
    if (day && at) await navigate({ to: '/posts/calendar', search: { date: at.slice(0, 10) } })
    else await navigate({ to: '/posts', search: articleId ? { articleId } : {} })
  })
  return {
    send,
    repeating,
    closeRepeat: () => setRepeating(false),
    leave: (way: Way, at: string | undefined) => {
      if (way === 'repeat') return setRepeating(true)
      send.mutate(way === 'at' ? { when: 'at', at: at ?? '' } : { when: way })
    },
    repeated: () => void done().then(() => navigate({ to: '/posts/repeats' })),
    keep: async () => {
      const saving = await writer.save()
      if (saving !== 'saved') return
      toast(t('posts.draftKept'))
      await refreshTopic('deliveries')
      await navigate({ to: '/posts/drafts' })
    },
  }
}

/** The channels that it goes to: a group of them, or each by itself. */
function ToWhom({ writer }: { writer: PostWriter }) {
  const { t } = useTranslation()
  const may = useMay()
  const { channels, written, choose, toggle } = writer
  return (
    <div className="post-to">
      <ChannelGroups channels={channels} on={written.on} onChoose={choose} />
      <ChannelFaces channels={channels} on={written.on} onToggle={toggle} />
      {may('manage') && (
        <Link
          className="tool"
          to="/settings/channels/new"
          aria-label={t('channels.connect')}
          title={t('channels.connect')}
        >
          <IconPlus size={20} aria-hidden />
        </Link>
      )}
    </div>
  )
}

interface PostScreenProps {
  beginning: Beginning
  channels: readonly Channel[]
  /** What is written here, as the page's head says it. */
  title: string
  /** The article that it leads to. */
  articleId?: string
  /** Above the channels: what it is about. */
  about?: ReactNode
}

/** The composer: to whom, what, with what, how, and when; beside it how it looks. */
export function PostScreen({ beginning, channels, title, articleId, about }: PostScreenProps) {
  const writer = usePostWriter({ beginning, channels, articleId })
  const ends = useEnds(writer, articleId)
  const { field, onMissing } = useLead(writer.setEditing)
  const beside = useMediaQuery(wide, window.matchMedia(wide).matches, { getInitialValueInEffect: false })
  const [looking, setLooking] = useState(false)
  const { post, written, names, errors } = writer
  return (
    <div className="post-page" data-writes>
      <div className="post-main">
        <Head title={title} writer={writer} onPreview={beside ? undefined : () => setLooking(true)} />
        <div className="post-body">
          {writer.saving === 'conflict' && <DraftConflict {...writer.conflict} />}
          {about}
          <ToWhom writer={writer} />
          <PostEditor writer={writer} inputRef={field} tools={<WordTools area={field} />} />
        </div>
        <PostFoot
          written={written}
          at={post.at}
          names={names}
          errors={errors}
          busy={ends.send.isPending}
          error={ends.send.error}
          onAt={writer.setAt}
          onMissing={onMissing}
          onSend={ends.leave}
          onKeep={articleId ? undefined : () => void ends.keep()}
        />
      </div>
      <Previews writer={writer} beside={beside} looking={looking} onClose={() => setLooking(false)} />
      {ends.repeating && (
        <RepeatDialog
          texts={writer.texts}
          articleId={articleId}
          draftId={writer.draftId}
          onClose={ends.closeRepeat}
          onDone={ends.repeated}
        />
      )}
    </div>
  )
}
