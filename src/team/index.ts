export { record } from './audit.ts'
export { type Auth, openAuth } from './auth.ts'
export {
  allBlogs,
  blogAddressOf,
  type HostOwner,
  homeAddressHere,
  homeAddressOf,
  hostOf,
  isHome,
  leaveBlogHost,
  ownerOfHost,
  takeBlogHost,
} from './blog-host.ts'
export { deviceMark, takeTry } from './brake.ts'
export {
  askEmailChange,
  confirmEmailChange,
  dropEmailChange,
  type EmailChange,
  emailChangeOf,
} from './email-change.ts'
export {
  changeInvitation,
  type FreshInvitation,
  type Invitation,
  invitationsOf,
  invite,
  mostPeople,
  renewInvitation,
  withdrawInvitation,
} from './invitations.ts'
export {
  acceptInvitation,
  type InvitationSeen,
  joinByInvitation,
  lookAtInvitation,
} from './join.ts'
export { changeMailPreferences, type MailPreferences, mailPreferencesOf, whoWants } from './mail-preferences.ts'
export { lockMembers } from './managing.ts'
export {
  changeMember,
  checkTimeZone,
  type Member,
  memberOf,
  membershipsOf,
  noteSeen,
  ownersOf,
  type Person,
  personOf,
  type Where,
} from './member.ts'
export {
  changeRole,
  lastOwner,
  type MemberOfTeam,
  membersOf,
  type Reassign,
  removeMember,
  usualHeir,
} from './members.ts'
export {
  type Passkey,
  passkeysOf,
  refuseManyPasskeys,
  removePasskey,
  renamePasskey,
} from './passkeys.ts'
export {
  accountOf,
  allWorkspaces,
  homeWorkspace,
  namesOf,
  nameWorkspace,
  timeZoneOf,
  timeZoneOfWorkspace,
  userWithEmail,
} from './people.ts'
export { resetPassword } from './reset-password.ts'
export {
  may,
  notPermitted,
  ownOnly,
  type Permission,
  permissionGroups,
  permissionNames,
  permissionsOf,
  type Role,
  roleNames,
  roleOf,
  roles,
} from './roles.ts'
export { noteSecurity, securityEvents, type Visitor } from './security-log.ts'
export { isInstalled, type Owner, setUp } from './set-up.ts'
export { setUpToken } from './set-up-token.ts'
export { changePassword, checkPassword, endOtherSignIns, endSignIn, isSignedIn, signInsOf } from './sign-ins.ts'
export { type Namer, readTrail, type TrailFilter, type TrailLine } from './trail.ts'
export { type Act, type ActKind, actKinds, actWords } from './trail-words.ts'
export {
  chooseWorkspace,
  makeWorkspace,
  mayMakeWorkspace,
  type WorkspaceOfPerson,
  workspacesOf,
} from './workspaces.ts'
