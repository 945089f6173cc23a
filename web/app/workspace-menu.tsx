import { Button, Menu, TextInput, UnstyledButton } from '@mantine/core'
import {
  IconCheck,
  IconChevronDown,
  IconLogout,
  IconPlugConnected,
  IconPlus,
  IconSettings,
  IconUsers,
  IconWorld,
} from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkspaceEntered, Workspaces } from '../../src/http/api.ts'
import { signOut, switchTo } from '../base/actions.ts'
import { ask, asProblem } from '../base/api.ts'
import { useSay } from '../base/i18n.ts'
import { workspacesQuery } from '../base/queries.ts'
import { useMe } from '../base/session.tsx'
import { enterWorkspace } from '../base/workspace.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Face } from '../ui/face.tsx'
import { ProblemNotice } from '../ui/parts.tsx'
import { toast } from '../ui/toasts.tsx'

type Workspace = Workspaces['workspaces'][number]

/** The workspaces that the person belongs to, and the way to another one. */
function Switcher({ data, onMake, onFail }: { data: Workspaces; onMake(): void; onFail(error: unknown): void }) {
  const { t } = useTranslation()
  const { workspace } = useMe()
  return (
    <>
      {data.workspaces.map((one) => (
        <WorkspaceItem
          key={one.id}
          workspace={one}
          here={one.id === workspace?.id}
          onEnter={() => void switchTo(one.id).catch(onFail)}
        />
      ))}
      <Menu.Divider />
      {data.mayMake && (
        <Menu.Item leftSection={<IconPlus size={18} aria-hidden />} onClick={onMake}>
          {t('shell.newWorkspace')}
        </Menu.Item>
      )}
    </>
  )
}

/** The settings, and the blog as its readers see it. */
function Places() {
  const { t } = useTranslation()
  const { workspace } = useMe()
  return (
    <>
      <Menu.Item component={Link} to="/settings/team" leftSection={<IconUsers size={18} aria-hidden />}>
        {t('settings.team')}
      </Menu.Item>
      <Menu.Item component={Link} to="/settings/channels" leftSection={<IconPlugConnected size={18} aria-hidden />}>
        {t('settings.channels')}
      </Menu.Item>
      <Menu.Item component={Link} to="/settings" leftSection={<IconSettings size={18} aria-hidden />}>
        {t('shell.settings')}
      </Menu.Item>
      {workspace?.blog && (
        <Menu.Item
          component="a"
          href={`${workspace.blog}/`}
          target="_blank"
          leftSection={<IconWorld size={18} aria-hidden />}
        >
          {t('shell.openBlog')}
        </Menu.Item>
      )}
    </>
  )
}

/** Behind the workspace's name: the others, with one's role and what waits there; its settings; the way out. */
export function WorkspaceMenu() {
  const { t } = useTranslation()
  const { workspace } = useMe()
  const say = useSay()
  const [open, setOpen] = useState(false)
  const [making, setMaking] = useState(false)
  const { data } = useQuery({ ...workspacesQuery, enabled: open })
  const name = workspace?.name || 'Percakapan'
  const complain = (error: unknown) => toast(say(asProblem(error).words))
  return (
    <>
      <Menu position="bottom-start" width={312} opened={open} onChange={setOpen}>
        <Menu.Target>
          <UnstyledButton className="room" aria-label={t('shell.menu', { name })}>
            <span className="clip strong grow">{name}</span>
            <IconChevronDown size={16} aria-hidden />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown className="switcher">
          {data && <Switcher data={data} onMake={() => setMaking(true)} onFail={complain} />}
          <Places />
          <Menu.Divider />
          <Menu.Item onClick={() => void signOut().catch(complain)} leftSection={<IconLogout size={18} aria-hidden />}>
            {t('shell.signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {making && <NewWorkspace onClose={() => setMaking(false)} />}
    </>
  )
}

/** What stands under a workspace's name: how many work in this one, one's role in another. */
function WorkspaceItem({ workspace, here, onEnter }: { workspace: Workspace; here: boolean; onEnter(): void }) {
  const { t } = useTranslation()
  const say = useSay()
  const { name, roleName, members, waiting } = workspace
  const about = here
    ? [t('shell.members', { count: members }), ...(waiting ? [t('shell.waitingCount', { count: waiting })] : [])]
    : [say(roleName).toLowerCase()]
  return (
    <Menu.Item
      className={here ? 'here' : undefined}
      aria-current={here ? 'true' : undefined}
      onClick={() => !here && onEnter()}
      leftSection={<Face name={name} src={null} size={32} />}
      rightSection={here ? <IconCheck size={18} aria-hidden /> : waiting > 0 && <Waiting count={waiting} />}
    >
      <span className="stack tight" style={{ gap: 0 }}>
        <span className="strong">{name}</span>
        <span className="small quiet">{about.join(' · ')}</span>
      </span>
    </Menu.Item>
  )
}

function Waiting({ count }: { count: number }) {
  const { t } = useTranslation()
  return (
    <span className="count">
      <span aria-hidden="true">{count}</span>
      <span className="hidden-but-read">{t('shell.waitingCount', { count })}</span>
    </span>
  )
}

/** A name, and it is there; the brand comes next. */
export function NewWorkspace({ onClose }: { onClose(): void }) {
  const { t } = useTranslation()
  const { user } = useMe()
  const [name, setName] = useState('')
  const [checked, setChecked] = useState(false)
  const make = useMutation({
    mutationFn: () => ask<WorkspaceEntered>('/api/workspaces', { method: 'POST', body: { name: name.trim() } }),
    onSuccess: ({ workspace }) => user && enterWorkspace(workspace.id, user.id),
  })
  return (
    <Dialog onClose={onClose} title={t('shell.newWorkspace')}>
      <form
        className="fields"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setChecked(true)
          if (name.trim()) make.mutate()
        }}
      >
        <TextInput
          label={t('shell.workspaceName')}
          description={t('shell.workspaceHint')}
          data-autofocus
          maxLength={100}
          value={name}
          error={checked && !name.trim() ? t('shell.workspaceMissing') : null}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <ProblemNotice error={make.error} />
        <div className="row">
          <Button type="submit" loading={make.isPending}>
            {t('shell.workspaceMake')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
