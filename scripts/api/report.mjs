// @ts-check
// Lets API Extractor write the public surface of one built entry as a page to be reviewed.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Extractor, ExtractorConfig, ExtractorLogLevel } from "@microsoft/api-extractor";

/** @typedef {{ room: string, folder: string, name: string, types: string }} Entry `types` is the built declaration file. */

/**
 * @param {Entry} entry
 * @param {{ write: boolean }} options  Whether a changed surface replaces the report.
 * @returns {{ same: boolean, complaints: string[] }}
 */
export function report({ folder, name, types }, { write }) {
  const temp = mkdtempSync(join(tmpdir(), "aftertask-api-"));
  /** @type {string[]} */
  const complaints = [];
  try {
    mkdirSync(join(temp, "report"));
    const extractorConfig = ExtractorConfig.prepare({
      configObject: {
        projectFolder: folder,
        mainEntryPointFilePath: types,
        newlineKind: "lf",
        // The declarations of siblings are read where their doors lead, not from their sources.
        compiler: { overrideTsconfig: compilerFor(types) },
        apiReport: {
          enabled: true,
          reportFolder: folder,
          reportTempFolder: join(temp, "report"),
          reportFileName: `${name}.api.md`,
        },
        docModel: { enabled: false },
        dtsRollup: { enabled: false },
        tsdocMetadata: { enabled: false },
        messages: {
          extractorMessageReporting: {
            default: { logLevel: ExtractorLogLevel.Warning, addToApiReportFile: true },
            // Said beside the name already; here it would come with a line number that every build moves.
            "ae-undocumented": { logLevel: ExtractorLogLevel.None },
            "ae-missing-release-tag": { logLevel: ExtractorLogLevel.None },
          },
          // Our comments speak Markdown, not TSDoc.
          tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
        },
      },
      configObjectFullPath: undefined,
      packageJsonFullPath: join(folder, "package.json"),
    });
    const { apiReportChanged } = Extractor.invoke(extractorConfig, {
      localBuild: write,
      messageCallback(message) {
        message.handled = true;
        if (message.logLevel === ExtractorLogLevel.Error) complaints.push(message.text);
      },
    });
    return { same: !apiReportChanged || write, complaints };
  } finally {
    rmSync(temp, { recursive: true, force: true });
  }
}

/** @param {string} types */
function compilerFor(types) {
  return {
    compilerOptions: {
      target: "ES2022",
      module: "ESNext",
      moduleResolution: "bundler",
      lib: ["ES2022", "ES2024.String", "DOM", "DOM.Iterable"],
      types: [],
      jsx: "react-jsx",
      strict: true,
      skipLibCheck: true,
    },
    files: [types],
  };
}
