export { wilson } from "./estimate/share.js";
export { bandOfShare, SHARE_FROM, type ShareBand } from "./publish/band.js";
export { createGroupCount, type GroupCount } from "./publish/group-count.js";
export { distinctPeople, largestShownGroup } from "./publish/threshold.js";
export { type GroupAnswer, type GroupSummary, summariseGroup } from "./publish/summarise-group.js";
