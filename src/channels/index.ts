export { keptAccount } from './account.ts'
export {
  asChannel,
  type Channel,
  type ChannelRow,
  channelNames,
  channelRows,
  channelsById,
  findChannel,
  listChannels,
  lockChannels,
  networkOf,
  noSuchChannel,
} from './channel.ts'
export { channelQuotas, listOptionChoices } from './choices.ts'
export {
  type Connecting,
  callbackAddress,
  chooseAccounts,
  clientDocument,
  comeBack,
  connectChannel,
  forgetOldStarts,
  isKnown,
  listChoices,
  workspaceOfConnection,
} from './connect.ts'
export { faceAt, faceKey } from './faces.ts'
export { removeChannel, restoreChannel, testChannel } from './manage.ts'
export { channelsFitting } from './named.ts'
export { nameChannels } from './names.ts'
export { ownAppAt, readOwnApp, webhookAddress, webhookOf } from './own-app.ts'
export { beginPolling, channelsToPoll, keepCursor, pollSoon } from './polling.ts'
export { publicMedia, withAddresses } from './public-media.ts'
export { type QuotaReading, readQuotas, setBudget } from './quotas.ts'
export { releaseChannel, removedChannels } from './release.ts'
export { actFor, type Bounds, setHealth, withSession } from './session.ts'
export { keepEach, type SetAsideSummary, setAside, setAsideBySource, unreadable } from './set-aside.ts'
export { inOurWords } from './typed-server.ts'
export { dropBegunConnections } from './unfinished-connections.ts'
