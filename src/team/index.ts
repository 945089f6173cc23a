export { record } from './audit.ts'
export { type Auth, openAuth } from './auth.ts'
export { changeMember, checkTimeZone, type Member, memberOf } from './member.ts'
export { isInstalled, type Owner, setUp } from './set-up.ts'
