export { asChannel, type Channel, type ChannelRow, findChannel, listChannels, noSuchChannel } from './channel.ts'
export { callbackAddress, connectChannel, finishOAuth, forgetOldStarts } from './connect.ts'
export { removeChannel, restoreChannel, testChannel } from './manage.ts'
export { actFor, type Bounds, setHealth, withSession } from './session.ts'
