import formbricks from "@formbricks/js";
import { whenReady } from "./when-ready.js";

formbricks.setup({ workspaceId: "speed", appUrl: location.origin });
whenReady((button) => button.addEventListener("click", () => formbricks.track("case-closed")));
