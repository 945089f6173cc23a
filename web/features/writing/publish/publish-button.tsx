import { Button, Menu } from '@mantine/core'
import { IconCalendarClock, IconChevronDown, IconFileText, IconSend } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ArticleKind } from '../../../../src/http/api.ts'
import { useKindWords } from '../article-kind.tsx'

/** One primary action: the article with its posts, or alone; the other of the two is behind the arrow. */
export function PublishButton({
  kind,
  later,
  posts,
  disabled,
  busy,
  onPress,
}: {
  kind: ArticleKind
  /** It is scheduled, not published at once. */
  later: boolean
  /** How many posts go with it. */
  posts: number
  disabled: boolean
  busy: boolean
  /** `false`: the article alone. */
  onPress(withPosts: boolean): void
}) {
  const { t } = useTranslation()
  const Icon = later ? IconCalendarClock : IconSend
  const alone = t(later ? 'writing.share.onlyScheduled' : 'writing.share.onlyNow', useKindWords(kind))
  const main =
    posts === 0
      ? t(later ? 'writing.publishLater' : 'writing.publishNow')
      : t(later ? 'writing.share.all' : 'writing.share.allNow')
  return (
    <Button.Group className="send-button">
      <Button type="submit" disabled={disabled} loading={busy} leftSection={<Icon size={20} aria-hidden />}>
        {main}
      </Button>
      {posts > 0 && (
        <Menu position="top-end" offset={8} width={300}>
          <Menu.Target>
            <Button className="send-more" disabled={disabled || busy} aria-label={t('posts.otherWays')}>
              <IconChevronDown size={18} aria-hidden />
            </Button>
          </Menu.Target>
          <Menu.Dropdown className="send-menu">
            <Menu.Item leftSection={<IconFileText size={20} aria-hidden />} onClick={() => onPress(false)}>
              {alone}
              <span className="send-means">{t('writing.share.onlyMeans')}</span>
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </Button.Group>
  )
}
