import { Button, NativeSelect } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TeamMember } from '../../../../src/http/api.ts'
import { ask } from '../../../base/api.ts'
import { meQuery, queryClient, refreshTopic } from '../../../base/queries.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { ProblemNotice } from '../../../ui/parts.tsx'
import { toast } from '../../../ui/toasts.tsx'

/** Asks once who gets what somebody leaves; then they are out. Of oneself: leaving. */
export function RemoveDialog({
  member,
  members,
  onClose,
}: {
  member: TeamMember
  members: readonly TeamMember[]
  onClose(): void
}) {
  const { t } = useTranslation()
  const heirs = members.filter(({ id }) => id !== member.id)
  const [heir, setHeir] = useState((heirs.find(({ you, role }) => you || role === 'owner') ?? heirs[0])?.id ?? '')
  const { name, you } = member
  const path = you ? '/api/team/leave' : `/api/team/${member.id}/remove`
  const remove = useMutation({
    mutationFn: () => ask(path, { method: 'POST', body: { heir } }),
    onSuccess: async () => {
      onClose()
      if (you) return queryClient.invalidateQueries({ queryKey: meQuery.queryKey })
      toast(t('team.removed', { name, heir: heirs.find(({ id }) => id === heir)?.name ?? '' }))
      await refreshTopic('team')
    },
  })
  return (
    <Dialog onClose={onClose} title={you ? t('team.leaveTitle') : t('team.removeTitle', { name })}>
      <div className="stack">
        <p>{you ? t('team.leaveLead') : t('team.removeLead', { name })}</p>
        <NativeSelect
          label={you ? t('team.leaveHeir') : t('team.heir', { name })}
          value={heir}
          onChange={(event) => setHeir(event.currentTarget.value)}
          data={heirs.map((one) => ({
            value: one.id,
            label: `${one.name}${one.you ? ` (${t('team.you')})` : ''} · ${t(`team.role.${one.role}`)}`,
          }))}
        />
        <ProblemNotice error={remove.error} />
        <div className="row">
          <Button className="danger" loading={remove.isPending} onClick={() => remove.mutate()}>
            {you ? t('team.leaveYes') : t('team.removeYes')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
