"""The catalogue of what can be wrong with a file. Codes are stable; sentences say what to do."""

from __future__ import annotations

from antidrug_kpi.issues import IssueKind, Level

FILE_UNREADABLE = IssueKind(
    "file-unreadable",
    Level.FILE,
    "作業系統無法讀取此檔（{reason}）；請確認檔案存在、有讀取權限、未被其他程式鎖住",
    example={"reason": "沒有讀取權限"},
    why="裡面可能是某一份清冊，或它的一部分，少讀就少算。",
    is_unread=True,
)
FILE_SPECIAL = IssueKind(
    "file-special",
    Level.FILE,
    "不是一般檔案（是具名管線、裝置之類），未讀取；請移出資料夾，清冊請存成一般檔案",
    why="名稱像清冊卻讀不到內容，不知道少了什麼。",
    is_unread=True,
)
FILE_NAME_UNSAFE = IssueKind(
    "file-name-unsafe",
    Level.FILE,
    "檔名或資料夾名含控制字元，未讀取；請改名後再試",
    explanation="訊息中的控制字元以 \\n、\\x1b 之類表示。",
    why="檔案沒有讀取，不知道少了什麼。",
    is_unread=True,
)
FILE_OUTSIDE = IssueKind(
    "file-outside",
    Level.FILE,
    "這是指向資料夾以外的連結，未讀取；請把檔案本身複製到資料夾內",
    is_unread=True,
    why="機關放了連結，是要讀這份資料；為安全起見不跟出資料夾，就少了它。",
)
FILE_EMPTY = IssueKind(
    "file-empty",
    Level.FILE,
    "檔案是空的（0 位元組）；應有標題列與資料，請重新匯出",
    why="匯出失敗常留下空檔，這份清冊的資料不在。",
    is_unread=True,
)
FILE_NOT_WORKBOOK = IssueKind(
    "file-not-workbook",
    Level.FILE,
    "內容不是試算表，看起來是{looks}；應為 .xlsx、.xlsm、.xls 或 .ods，請以試算表軟體開啟後另存新檔",
    example={"looks": "網頁（HTML）"},
    why="副檔名是試算表，機關要交的是清冊，內容卻讀不到。",
    is_unread=True,
)
FILE_NOT_TEXT = IssueKind(
    "file-not-text",
    Level.FILE,
    "內容不是純文字，看起來是{looks}；.csv、.tsv、.txt 應為純文字，請以試算表軟體另存為 CSV UTF-8",
    example={"looks": "壓縮檔或新式試算表（zip）"},
    why="副檔名是分隔檔，機關要交的是清冊，內容卻讀不到。",
    is_unread=True,
)
FILE_DAMAGED = IssueKind(
    "file-damaged",
    Level.FILE,
    "檔案損壞或不合規格（{reason}）；請以試算表軟體開啟、另存新檔後再試",
    example={"reason": "壓縮檔不完整"},
    why="檔案的一部分可能讀得到，但不知道少了哪些列，所以整份不讀。",
    is_unread=True,
)
FILE_ENCRYPTED = IssueKind(
    "file-encrypted",
    Level.FILE,
    "檔案有密碼保護，而沒有提供密碼；請把密碼存在環境變數並以 --password-env 指定其名稱，或在試算表軟體移除密碼、另存新檔後再試",
    why="內容讀不到，不知道少了什麼。",
    is_unread=True,
)
PASSWORD_WRONG = IssueKind(
    "password-wrong",
    Level.FILE,
    "密碼不對，無法開啟；請確認密碼，各檔的密碼應相同（或在試算表軟體移除密碼、另存新檔後再試）",
    why="內容讀不到，不知道少了什麼。",
    is_unread=True,
)
ENCRYPTION_UNKNOWN = IssueKind(
    "encryption-unknown",
    Level.FILE,
    "檔案的加密方式無法解開（{method}）；請在試算表軟體移除密碼、另存新檔後再試",
    example={"method": "未知的演算法"},
    why="內容讀不到，不知道少了什麼。",
    is_unread=True,
)
FILE_UNSAFE_XML = IssueKind(
    "file-unsafe-xml",
    Level.FILE,
    "「{part}」內含 DTD 或實體宣告，正常的試算表不會有，為安全起見未讀取；請重新匯出",
    example={"part": "xl/workbook.xml"},
    why="這份檔案不能安全地讀取，裡面的清冊就少了。",
    is_unread=True,
)
FILE_TOO_LARGE = IssueKind(
    "file-too-large",
    Level.FILE,
    "{what}為 {size}，超過上限 {limit}，未讀取；請分成數個檔案或重新匯出",
    example={"what": "檔案", "size": "300.0 MiB", "limit": "256.0 MiB"},
    why="超過上限的檔案不讀，裡面的清冊就少了。",
    is_unread=True,
)
FILE_BOMB = IssueKind(
    "file-bomb",
    Level.FILE,
    "「{part}」解壓縮後為 {size}，是壓縮時的 {ratio} 倍（上限 {limit} 倍），疑似壓縮炸彈，未讀取；請重新匯出",
    example={"part": "xl/worksheets/sheet1.xml", "size": "1,024.0 MiB", "ratio": "1,000", "limit": "200"},
    why="可能使電腦停擺的檔案不讀，裡面的清冊就少了。",
    is_unread=True,
)
SHEET_TOO_LARGE = IssueKind(
    "sheet-too-large",
    Level.FILE,
    "用到第 {rows} 列、第 {columns} 欄，共 {cells} 格，超過上限 {limit} 格，檔案未讀取；請刪除遠處多餘的儲存格後另存",
    explanation="遠處一個不小心填入的儲存格，就會使整張工作表看來很大。",
    example={"rows": "1,048,576", "columns": "16,384", "cells": "17,179,869,184", "limit": "20,000,000"},
    why="超過上限的工作表不讀，裡面的清冊就少了。",
    is_unread=True,
)
FILE_UNDECODABLE = IssueKind(
    "file-undecodable",
    Level.FILE,
    "位元組 {byte} 無法解碼（已試 {tried}），可能是檔案損壞；請把該字改正，另存為 CSV UTF-8",
    example={"byte": "0xFF 0xFF", "tried": "UTF-8、cp950"},
    why="猜錯的字會使姓名或編號變成別人的，所以整份不讀。",
    is_unread=True,
)
UTF16_UNMARKED = IssueKind(
    "utf16-unmarked",
    Level.FILE,
    "像是沒有 BOM 標記的 UTF-16，但位元組 {byte} 無法解碼；檔案可能不完整，請重新匯出，存為 CSV UTF-8",
    example={"byte": "0x00 0xD8"},
    why="解不開的地方可能少了幾列，所以整份不讀。",
    is_unread=True,
)
LINE_TOO_LONG = IssueKind(
    "line-too-long",
    Level.FILE,
    "這一行超過 {limit} 個字元，不像清冊；請確認檔案有換行，重新匯出",
    example={"limit": "1,000,000"},
    why="換行不見時分不出各筆，所以整份不讀。",
    is_unread=True,
)
FIELD_TOO_LONG = IssueKind(
    "field-too-long",
    Level.FILE,
    "從這一列開始的欄位超過 {limit} 個字元，可能少了右引號；請補上引號或重新匯出",
    example={"limit": "131,072"},
    why="少了引號時後面的各筆會併成一欄，所以整份不讀。",
    is_unread=True,
)
QUOTE_UNPAIRED = IssueKind(
    "quote-unpaired",
    Level.FILE,
    "從這一列開始的引號不成對，後面的欄位無法分辨；請補上或刪去引號，或重新匯出",
    why="引號不成對時分不出各欄各筆，所以整份不讀。",
    is_unread=True,
)
TEXT_PRIVATE = IssueKind(
    "text-private",
    Level.WARNING,
    "這一行起有 cp950 的造字（{byte}），照原碼保留；衡量項目讀取的欄位有造字者，該列剔退，請改用正式的字，或另存為 CSV UTF-8",
    explanation="各機關的造字不同，同一個碼在別的電腦可能是別的字，所以不當作任何字讀取。其他欄位的造字不影響數字。",
    example={"byte": "0x81 0x40"},
    why="造字在衡量項目讀取的欄位時，另列為錯誤；在別的欄位則不影響數字。",
    is_always_said=True,
)
TEXT_AS_UTF16 = IssueKind(
    "text-as-utf16",
    Level.NOTE,
    "像是沒有 BOM 標記的 UTF-16，全檔都能解碼，已照此讀取；建議另存為 CSV UTF-8",
    why="每一個字都解得開，讀到的就是檔案的內容。",
)
FILE_KIND_DIFFERS = IssueKind(
    "file-kind-differs",
    Level.NOTE,
    "副檔名是 {suffix}，內容其實是 {kind}，已依內容讀取；建議改正副檔名",
    example={"suffix": ".xls", "kind": ".xlsx"},
    why="依內容讀取，資料沒有缺少。",
)
FILE_AS_TABLE = IssueKind(
    "file-as-table",
    Level.NOTE,
    "副檔名是 {suffix}，內容是{kind}，已當作表格讀取；不必處理，也可以試算表軟體開啟後另存為 .xlsx",
    explanation="許多系統的「匯出 Excel」寫的其實是網頁或文字檔。網頁的一個表格就是一張工作表，列號從該表格的第一列算起；"
    "排版用的表格與儲存格裡的小表格不是清冊。",
    example={"suffix": ".xls", "kind": "網頁（HTML）"},
    why="只說明怎麼讀，不影響數字。",
)
FILE_OUTPUT = IssueKind(
    "file-output",
    Level.NOTE,
    "這是本程式產生的報表、明細或檢核結果，不是清冊，未讀取；資料若有更正，請改在原來的清冊",
    why="報表與檢核結果不是資料來源，不讀才不會重複計算。",
)
FILE_IGNORED = IssueKind(
    "file-ignored",
    Level.NOTE,
    "不是試算表、分隔檔或網頁（{suffix}），未讀取；清冊請存成 .xlsx、.xls、.ods、.csv 或 .tsv",
    example={"suffix": ".pdf"},
    why="資料夾裡本來就會有公文、說明等其他檔案。",
)
SETTINGS_MISNAMED = IssueKind(
    "settings-misnamed",
    Level.FILE,
    "像是設定檔，名稱不對，沒有讀取；請改名為 office.yaml",
    explanation="資料夾裡沒有 office.yaml，而有 office.yaml.txt、office.yml、Office.yaml 之類的檔案時說明。"
    "Windows 的檔案總管預設不顯示副檔名，記事本另存的檔案常多出 .txt。",
    why="縣市、計畫、對應檔等設定都沒有採用，數字可能不對。",
)
OFFICES_BLENDED = IssueKind(
    "offices-blended",
    Level.FILE,
    "資料夾底下有 {count} 個機關（{first}），合成一個計算，各自的設定也沒有採用；請{advice}",
    "數個機關合成一個計算",
    explanation="每個 office.yaml 是一個機關。資料夾本身沒有 office.yaml 而底下有兩個以上，或本身有而底下還有時說明。",
    example={
        "count": "3",
        "first": "台東縣、高雄市、屏東縣",
        "advice": "改用 antidrug-kpi batch 各機關 -o 輸出資料夾 逐一計算，或只指定其中一個，例如 各機關/台東縣",
    },
    why="不同機關的紀錄合在一起，每一個數字都不是任何一個機關的。",
)
SHEET_HIDDEN = IssueKind(
    "sheet-hidden",
    Level.NOTE,
    "這是隱藏的工作表，照樣讀取；不應計入者請從檔案刪除",
    why="隱藏不等於刪除，資料照隱藏前的樣子讀取，並讓機關知道。",
)
ROWS_HIDDEN = IssueKind(
    "rows-hidden",
    Level.NOTE,
    "有 {count} 列隱藏或被篩選掉（第 {rows} 列），照樣讀取；不應計入者請從檔案刪除",
    example={"count": "4", "rows": "3–5、9"},
    why="篩選是為了看，不是為了刪；各列照讀，並讓機關知道。",
)
COLUMNS_HIDDEN = IssueKind(
    "columns-hidden",
    Level.NOTE,
    "有 {count} 欄隱藏（{columns} 欄），照樣讀取；不應計入者請從檔案刪除",
    example={"count": "2", "columns": "D–E"},
    why="隱藏不等於刪除，各欄照讀，並讓機關知道。",
)

KINDS: tuple[IssueKind, ...] = (
    FILE_UNREADABLE,
    FILE_SPECIAL,
    FILE_NAME_UNSAFE,
    FILE_OUTSIDE,
    FILE_EMPTY,
    FILE_NOT_WORKBOOK,
    FILE_NOT_TEXT,
    FILE_DAMAGED,
    FILE_ENCRYPTED,
    PASSWORD_WRONG,
    ENCRYPTION_UNKNOWN,
    FILE_UNSAFE_XML,
    FILE_TOO_LARGE,
    FILE_BOMB,
    SHEET_TOO_LARGE,
    FILE_UNDECODABLE,
    UTF16_UNMARKED,
    LINE_TOO_LONG,
    FIELD_TOO_LONG,
    QUOTE_UNPAIRED,
    TEXT_PRIVATE,
    TEXT_AS_UTF16,
    FILE_KIND_DIFFERS,
    FILE_AS_TABLE,
    FILE_OUTPUT,
    FILE_IGNORED,
    SETTINGS_MISNAMED,
    OFFICES_BLENDED,
    SHEET_HIDDEN,
    ROWS_HIDDEN,
    COLUMNS_HIDDEN,
)
